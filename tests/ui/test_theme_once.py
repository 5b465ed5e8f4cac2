"""The theme that is kept is the theme that Streamlit makes."""

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from cxmap.ui.theme_once import keep_theme


def test_each_section_is_made_once_and_then_the_same(monkeypatch):
    make, made = app_session._populate_theme_msg, []

    def counted(msg, section="theme"):
        made.append(section)
        make(msg, section)

    monkeypatch.setattr(app_session, "_populate_theme_msg", counted)
    keep_theme()
    monkeypatch.setattr(
        config, "get_options_for_section", lambda section: {"primaryColor": "#123456"} if section == "theme" else {}
    )
    for _ in range(2):
        whole = CustomThemeConfig()
        app_session._populate_theme_msg(whole)
        app_session._populate_theme_msg(whole.sidebar, "theme.sidebar")
        assert whole.primary_color == "#123456"
        assert not whole.HasField("sidebar")
    assert made == ["theme", "theme.sidebar"]
