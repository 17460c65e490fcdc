// Preloaded into a web server that a script starts: when the script is killed, the server must not outlive it.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
