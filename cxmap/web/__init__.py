"""What our own HTTP routes share: who may knock (door), who it is (persons), headers, assets, pictures, the present page, errors.

Plain ASGI and Starlette, no Streamlit. `app.py` puts these routes and middlewares around Streamlit's pages; `live` uses the
same door and persons for its socket.
"""
