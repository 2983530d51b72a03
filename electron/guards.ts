// Puts the policy in force on every session and every page that comes to be: what is not allowed is refused.
import { type App, type Session, session } from 'electron';
import { grants, mayNavigate, mayRequest } from './policy.ts';

const guarded = new WeakSet<Session>();

/** Permissions, devices, downloads, the network. */
function guardSession(guardedSession: Session): void {
  if (guarded.has(guardedSession)) return;
  guarded.add(guardedSession);
  guardedSession.setPermissionRequestHandler((contents, permission, decide) => decide(grants(permission, contents.getURL())));
  guardedSession.setPermissionCheckHandler((contents, permission) => grants(permission, contents?.getURL() ?? ''));
  guardedSession.setDevicePermissionHandler(() => false);
  guardedSession.setSpellCheckerEnabled(false); // it would fetch its dictionaries
  guardedSession.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayRequest(details.url) }));
  guardedSession.on('will-download', (event) => event.preventDefault());
}

/** Must be called before the app is ready. */
export function guard(app: App): void {
  app.on('session-created', guardSession);
  void app.whenReady().then(() => guardSession(session.defaultSession));
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !mayNavigate(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // No packet of WebRTC leaves but by a proxy, and there is none: requests are refused above, and these are no requests.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
