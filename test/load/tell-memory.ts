// Loaded before a measured program: tells how much memory it holds when the bench asks, and ends with the bench.
process.on('message', () => process.send?.(process.memoryUsage.rss()))
process.on('disconnect', () => process.exit())
process.channel?.unref()
