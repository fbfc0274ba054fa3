// The least that Electron can be: one window with one word. What `npm run bench:app` compares the start with.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: true });
  window.loadURL('data:text/html,<title>bare</title><button>bare</button>');
});
app.on('window-all-closed', () => app.quit());
