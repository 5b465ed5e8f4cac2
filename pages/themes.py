"""The voice of the customer: what feedback is about, how it sounds, how that changes, and where it is evidence."""

import streamlit as st

from cxmap.runtime import runtime
from cxmap.ui import (
    look,
    navigation,
    notices,
    session,
    theme_edits,
    theme_forms,
    theme_state,
    theme_watch,
    themes,
    voice,
    voice_data,
)
from cxmap.ui.person import may
from cxmap.ui.words import plain

store = runtime().store
records = store.of_type("theme")
notices.show()
look.add("voice")
theme_state.notice()
with st.container(key="cx-top", horizontal=True, vertical_alignment="center"):
    with st.container(gap="xxsmall"):
        st.title("Themes", anchor=False)
        head = st.empty()
    st.page_link(navigation.feedback(), label="Inbox", icon=":material/inbox:")
    if may("edit"):
        st.button(
            "Find themes",
            icon=":material/category_search:",
            type="primary",
            on_click=theme_forms.open_dialog,
            args=(theme_forms.FIND,),
        )
theme_watch.progress(store)
filters = voice_data.filters(store)
asked = voice_data.asked(store, filters)
found = themes.rows(asked, records)
head.markdown(f"**{plain(themes.headline(found))}**")
shown = st.segmented_control(
    "Shown",
    theme_watch.VIEWS,
    default=theme_watch.VIEWS[0],
    required=True,
    key=session.VOICE_VIEW,
    label_visibility="collapsed",
)
if shown == "Over time":
    voice.over_time(asked, records)
elif shown == "At touchpoints":
    voice.touchpoints(store)
elif any(row.count for row in found) and not records:
    theme_watch.invite(themes.all_texts(store))
elif any(row.count for row in found):
    themes.detail(store, asked, themes.table(found), records)
else:
    theme_watch.empty(any(filters.values()))
if may("edit"):
    theme_forms.show(theme_edits.living(records), themes.all_texts(store))
theme_watch.watch(store, asked.revision, records)
