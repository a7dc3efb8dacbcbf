"""The pages, one file each, run by Streamlit; what they show comes from sections.

The folder may not be called `pages`: Streamlit takes a folder of that name beside app.py for pages of its own, and
the first visitor after a start would get a page without the frame around it.
"""
