/** What the process that calls uses of the machine. */
import process from 'node:process';
import { type ProcessUsage } from './contract.ts';

export function processUsage(): ProcessUsage {
  const { user, system } = process.cpuUsage();
  return { memory: process.memoryUsage.rss(), cpu: (user + system) / 1e6 };
}
