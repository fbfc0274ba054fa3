@echo off
rem The terminal program of the installed app; Wattproof.exe beside it opens the window.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\Wattproof.exe" "%~dp0app.asar\dist\cli\main.js" %*
exit /b %ERRORLEVEL%
