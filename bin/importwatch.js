#!/usr/bin/env node
import('../dist/main.js').then(
  ({ main }) => main(),
  (error) => {
    const unbuilt =
      error?.code === 'ERR_MODULE_NOT_FOUND' && !error.message.includes('node_modules');
    process.stderr.write(
      unbuilt ? 'importwatch is not built yet: run "npm ci" in its folder.\n' : `${error?.stack}\n`,
    );
    process.exitCode = 70;
  },
);
