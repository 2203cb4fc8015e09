"""An invisible window (QT_QPA_PLATFORM=offscreen) with one of Qt's browsers: webkit or webengine.

python3 qtWindow.py webkit|webengine WIDTH HEIGHT FOLDER; says "listening on PORT", then answers
POST /goto (an address), POST /key (a name), POST /eval (an expression that gives a string), GET /screenshot (PNG).
Keys are native QKeyEvents: the page cannot tell them from a remote control's.
"""
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PyQt5.QtCore import QBuffer, QEvent, QObject, Qt, QUrl, pyqtSignal
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtWidgets import QApplication

# Imported before the application is created, as Qt WebEngine requires.
if sys.argv[1] == "webkit":
    from PyQt5.QtWebKit import QWebSettings
    from PyQt5.QtWebKitWidgets import QWebPage, QWebView
else:
    from PyQt5.QtWebEngineWidgets import QWebEngineProfile, QWebEngineView

KIND, WIDTH, HEIGHT, FOLDER = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
KEYS = {
    "up": (Qt.Key_Up, ""),
    "down": (Qt.Key_Down, ""),
    "left": (Qt.Key_Left, ""),
    "right": (Qt.Key_Right, ""),
    "ok": (Qt.Key_Return, "\r"),
    "back": (Qt.Key_Backspace, "\b"),
}


def webkit_view():
    class Page(QWebPage):
        def javaScriptConsoleMessage(self, message, line, source):
            print("console: %s (%s:%d)" % (message, source, line), flush=True)

    QWebSettings.enablePersistentStorage(FOLDER)
    view = QWebView()
    view.setPage(Page(view))
    frame = view.page().mainFrame()
    frame.setScrollBarPolicy(Qt.Vertical, Qt.ScrollBarAlwaysOff)
    frame.setScrollBarPolicy(Qt.Horizontal, Qt.ScrollBarAlwaysOff)
    return view, lambda script, done: done(frame.evaluateJavaScript(script)), lambda: view


def webengine_view():
    profile = QWebEngineProfile.defaultProfile()
    profile.setPersistentStoragePath(FOLDER)
    profile.setCachePath(FOLDER)
    view = QWebEngineView()
    page = view.page()
    page.javaScriptConsoleMessage = lambda level, message, line, source: print(
        "console: %s (%s:%d)" % (message, source, line), flush=True
    )
    page.settings().setAttribute(page.settings().ShowScrollBars, False)
    return view, page.runJavaScript, lambda: view.focusProxy() or view


class Window(QObject):
    asked = pyqtSignal(object)

    def __init__(self):
        super().__init__()
        self.view, self.run, self.keyboard = webkit_view() if KIND == "webkit" else webengine_view()
        self.view.resize(WIDTH, HEIGHT)
        self.view.show()
        self.asked.connect(lambda act: act())

    def call(self, act):
        """Runs `act(done)` in the window's thread and waits for the value passed to `done`."""
        answered, answer = threading.Event(), []

        def done(value=None):
            answer.append(value)
            answered.set()

        self.asked.emit(lambda: act(done))
        answered.wait(60)
        return answer[0] if answer else None

    def goto(self, url, done):
        self.view.setUrl(QUrl(url))
        self.view.setFocus()
        done()

    def key(self, name, done):
        code, text = KEYS[name]
        for kind in (QEvent.KeyPress, QEvent.KeyRelease):
            QApplication.sendEvent(self.keyboard(), QKeyEvent(kind, code, Qt.NoModifier, text))
        done()

    def screenshot(self, done):
        buffer = QBuffer()
        buffer.open(QBuffer.ReadWrite)
        self.view.grab().save(buffer, "PNG")
        done(bytes(buffer.data()))


class Endpoints(BaseHTTPRequestHandler):
    def reply(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.reply(window.call(window.screenshot))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        acts = {"/goto": window.goto, "/key": window.key, "/eval": window.run}
        value = window.call(lambda done: acts[self.path](body, done))
        self.reply((value or "").encode() if isinstance(value, str) else b"")

    def log_message(self, *_):
        pass


app = QApplication(sys.argv[:1])
window = Window()
server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoints)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("listening on %d" % server.server_port, flush=True)
app.exec_()
