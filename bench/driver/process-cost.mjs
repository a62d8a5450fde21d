import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of all threads of a process, in microseconds; the kernel keeps it in nanoseconds. */
export function cpuMicroseconds(pid) {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadNanoseconds(pid, thread), 0) / 1000;
}

/** `rssMb` holds mapped files too, which an embedded database has many of; `ownMb` is what the process alone needs. */
export function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const megabytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
  return { rssMb: megabytes('VmRSS'), ownMb: megabytes('RssAnon') };
}

function threadNanoseconds(pid, thread) {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]);
  } catch {
    return 0; // the thread ended between the listing and the reading
  }
}
