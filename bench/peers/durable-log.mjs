import { open } from 'node:fs/promises';

/**
 * An append-only file with group commit: what arrives while the disk is busy shares the next write. `commit` resolves
 * once the record is on disk. A yardstick, not a design: nothing reads the file again.
 */
export async function openLog(path) {
  const file = await open(path, 'a');
  const batch = [];
  let writing = false;

  async function writeOut() {
    if (writing) return;
    writing = true;
    while (batch.length > 0) await writeBatch(file, batch.splice(0));
    writing = false;
  }

  return {
    commit: (record) =>
      new Promise((resolve, reject) => {
        batch.push({ line: `${JSON.stringify(record)}\n`, resolve, reject });
        setImmediate(writeOut);
      }),
  };
}

async function writeBatch(file, records) {
  try {
    await file.appendFile(records.map(({ line }) => line).join(''));
    await file.datasync();
    for (const { resolve } of records) resolve();
  } catch (error) {
    for (const { reject } of records) reject(error);
  }
}
