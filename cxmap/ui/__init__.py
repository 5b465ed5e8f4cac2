"""Pieces that the Streamlit pages share: the shell, navigation, session keys, who is here, writing, and the look."""
