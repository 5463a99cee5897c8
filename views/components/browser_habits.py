"""What Streamlit's page does against people's habits, mended by a few lines in the browser.

On a narrow screen the menu closes once a page is chosen, and is closed at first. What is typed into a day's field is kept on Enter
and on Escape. One Escape closes the filters also while the list of a choice is open there. Letters that stand for a button do nothing while something
lies over the page. A day that is half typed, which the field keeps to itself, is not saved without it. The list of a choice of several
closes once one is clicked. Escape closes a dialog also after a download, which takes the focus out of it.
"""

import streamlit as st

from views.components.filter_widgets import MORE

NARROW = 760
"""Pixels up to which the menu lies over the page."""

_JS = """
const DAY = '[data-testid="stDateInput"] [role="spinbutton"]'
const closeMenu = (narrow) => {
  if (innerWidth > narrow) return
  document.querySelector('[data-testid="stSidebar"][data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button')?.click()
}
const onClick = (narrow) => (event) => {
  if (event.target.closest?.('[data-testid="stSidebarNav"] a')) setTimeout(closeMenu, 0, narrow)
  const field = document.activeElement?.closest?.('[data-testid="stMultiSelect"]') && document.activeElement
  if (field && event.target.closest?.('[role="option"]')) setTimeout(() => field.blur(), 0)
}
const onSave = (event) => {
  const form = event.target.closest?.('[class*="_save"] button')?.closest(OVER)
  const half = [...(form?.querySelectorAll('[data-testid="stDateInputField"]') ?? [])].find(
    (field) => field.querySelector('[role="spinbutton"][data-placeholder]') && field.querySelector('[role="spinbutton"]:not([data-placeholder])'))
  if (!half) return
  event.stopImmediatePropagation()
  event.preventDefault()
  half.querySelector('[data-placeholder]').focus()
}
const isTyping = (one) => one.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName)
const OVER = '[data-testid="stPopoverBody"], [role="dialog"], .st-key-reading_action, .st-key-reading_correction'
const onLetter = (event) => {
  if (!/^[a-z/]$/i.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const isOver = [...document.querySelectorAll(OVER)].some((one) => one.checkVisibility())
  if (isOver && !event.target.closest('[role="spinbutton"], [role="slider"], [role="listbox"]')) event.stopImmediatePropagation()
}
const onKey = (filters) => (event) => {
  if (!["Enter", "Escape"].includes(event.key) || event.isComposing) return
  const box = event.target.matches?.(DAY) && event.target.closest('[data-testid="stPopoverBody"]')
  if (box) {
    box.tabIndex = -1
    box.focus({ preventScroll: true })
  }
  if (event.key === "Escape" && event.target === document.body) document.querySelector('[data-testid="stDialog"] button:not([data-testid])')?.click()
  const list = event.target.closest?.('[data-testid="stMultiSelect"], [data-testid="stSelectbox"]')
  if (event.key !== "Escape" || !list || event.target.getAttribute("aria-expanded") !== "true") return
  const button = document.querySelector(`.st-key-${filters} button[aria-expanded="true"]`)
  if (button) setTimeout(() => button.click(), 0)
}

export default function ({ data }) {
  if (window.ondoHabits) return
  window.ondoHabits = true
  closeMenu(data.narrow)
  document.addEventListener("click", onClick(data.narrow), true)
  document.addEventListener("click", onSave, true)
  document.addEventListener("keydown", onKey(data.filters), true)
  window.addEventListener("keydown", onLetter, true)
}
"""

_HABITS = st.components.v2.component("ondo_browser_habits", html="<i hidden></i>", js=_JS)


def show() -> None:
    """Once in a run, on every page."""
    with st.container(key="browser_habits"):
        _HABITS(key="browser_habits_component", data={"narrow": NARROW, "filters": MORE})
