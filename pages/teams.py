"""Teams: who there is, what each has, and who does what in one journey."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import notices, raci_grid, session, team_form, teamwork
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
revision = store.revision
work = teamwork.read(store)
editing = session.get(session.TEAM)
chosen = next((team for team in work.teams if team["id"] == editing), None)

if editing and not (chosen or editing == team_form.NEW):
    team_form.lost()
notices.show(covered=bool(chosen) or editing == team_form.NEW)
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Teams", anchor=False)
        st.markdown(f"**{plain(teamwork.finding(work))}**")
    if may("edit"):
        st.button("New team", icon=":material/add:", type="primary", on_click=team_form.open_form, args=(team_form.NEW,))
if editing == team_form.NEW and may("edit"):
    team_form.draw(None, ())
elif chosen and may("edit"):
    team_form.draw(chosen, work.roles.get(chosen["id"], ()))
team_form.cards(work, may("edit"))

view = raci_grid.journey(store)
if view is not None and work.teams:
    st.divider()
    with st.container(key="cx-raci-top", horizontal=True, vertical_alignment="center"):
        st.header("Who does what in", anchor=False)
        raci_grid.choose_journey(store, view)
    raci_grid.draw(view, work.teams, may("edit"))
    raci_grid.broken(view)
raci_grid.watch(store, revision)
