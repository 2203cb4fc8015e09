/*
 * The host bridge in a Qt WebEngine shell (docs/integrate/host-bridge.md). The shell runs it in every page, in the main world, at
 * document creation, with its portal's origin in it. One QWebEngineScript: first the text of Qt's own
 * qrc:///qtwebchannel/qwebchannel.js, then this: the order in which two scripts run is not defined.
 *
 * In the shell, one object:
 *
 *   class StbHost : public QObject {
 *     Q_OBJECT
 *   public slots:
 *     void postMessage(const QString &json);   // one request; answers come by message()
 *   signals:
 *     void message(const QString &json);       // one answer or event
 *   };
 *   channel->registerObject("stbHost", host);
 *   view->page()->setWebChannel(channel);
 *
 * The transport is in every page the view shows: let it show the portal only (QWebEnginePage::acceptNavigationRequest).
 */
(function () {
  'use strict';
  var PORTAL = 'https://portal.example';

  if (location.origin !== PORTAL || window !== window.top || !window.qt) return;
  var bridge = null;
  var waiting = [];

  // Put there at once, though the channel takes a while to open: the portal looks for it when its script begins.
  window.stbHost = {
    onmessage: null,
    postMessage: function (json) {
      if (bridge) bridge.postMessage(json);
      else waiting.push(json);
    }
  };

  new QWebChannel(window.qt.webChannelTransport, function (channel) {
    bridge = channel.objects.stbHost;
    bridge.message.connect(function (json) {
      if (window.stbHost.onmessage) window.stbHost.onmessage({ data: json });
    });
    while (waiting.length > 0) bridge.postMessage(waiting.shift());
  });
})();
