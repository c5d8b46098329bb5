import { armFault, type Fault, faultRequest } from '../faults.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { readBody } from './reading.ts';

export const faultRoutes: Route[] = [
  { method: 'POST', path: '/_emulator/faults', token: 'none', handle: arm },
  { method: 'GET', path: '/_emulator/faults', token: 'none', handle: remaining },
  { method: 'DELETE', path: '/_emulator/faults', token: 'none', handle: disarm },
];

function arm(call: Call, world: World): Answer {
  return { status: 201, body: armFault(world, readBody(faultRequest, call)) };
}

function remaining(_call: Call, world: World): Answer {
  return { status: 200, body: world.store.table<Fault>('faults').values() };
}

function disarm(_call: Call, world: World): Answer {
  const faults = world.store.table<Fault>('faults');
  for (const fault of faults.values()) faults.remove(fault.id);
  return { status: 204 };
}
