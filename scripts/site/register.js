// Where the host of the site serves it securely, it is kept for when there is no network.
if ('serviceWorker' in navigator) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('./service-worker.js', { updateViaCache: 'none' }).catch(() => {
      // Then it is served as any page is.
    });
  });
}
