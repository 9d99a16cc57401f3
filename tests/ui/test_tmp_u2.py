import sys; sys.path.insert(0,'/work/main/tests/ui'); sys.path.insert(0,'/work/main/tests')
from test_study import *
from conftest import *
def test_x(kinds):
    b=kinds.header.menu_button; print(b.focusPolicy(), b.isEnabled(), b.isVisible())
    w=kinds.sheet.question
    for i in range(40):
        w=w.nextInFocusChain(); print(type(w).__name__, w.objectName(), w.focusPolicy().name, w.isVisible())
        if w is kinds.sheet.question: break
def test_y(page):
    first=page.face.item
    press(Qt.Key.Key_Minus); print('minus', page.face.item!=first)
    for m in (Qt.KeyboardModifier.NoModifier,Qt.KeyboardModifier.ShiftModifier):
        first=page.face.item; press(Qt.Key.Key_At,m); print('at',m,page.face.item!=first)
        press(Qt.Key.Key_Exclam,m); print('!',m,page.face.marked)
