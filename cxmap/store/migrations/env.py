"""Run by Alembic: takes the connection, and the transaction it is in, from `migrate`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
