@echo off
rem The terminal program of the installed app; Wattproof.exe beside it opens the window.
"%~dp0node\node.exe" "%~dp0app.asar.unpacked\dist\cli\main.js" %*
exit /b %ERRORLEVEL%
