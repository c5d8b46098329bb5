import { notificationsAgenda } from './notify/deliver.ts';
import { deliveriesAgenda } from './teams/deliveries.ts';
import type { Agenda, World } from './world.ts';

/** What the emulator does by itself later; each part belongs to a room. */
export function agendaParts(world: World): Agenda[] {
  return [deliveriesAgenda(world), notificationsAgenda(world)];
}
