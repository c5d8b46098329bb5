import type { Answer, Call, Route, World } from '../world.ts';
import { openConversation } from './connector.ts';
import { installOf, knownPerson } from './installs.ts';
import { membersToll, payTolls } from './limits.ts';
import { pathPart, refuse } from './refuse.ts';

/** The roster of a personal chat: its one person. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
export const memberRoutes: Route[] = [
  {
    method: 'GET',
    path: '/connector/v3/conversations/:conversation/members',
    token: 'connector',
    handle: (call, world) => ({ status: 200, body: [readMember(call, world)] }),
  },
  {
    method: 'GET',
    path: '/connector/v3/conversations/:conversation/pagedmembers',
    token: 'connector',
    // One person fits any page, so there is never a continuation token.
    handle: (call, world) => ({ status: 200, body: { members: [readMember(call, world)] } }),
  },
  {
    method: 'GET',
    path: '/connector/v3/conversations/:conversation/members/:member',
    token: 'connector',
    handle: oneMember,
  },
];

function readMember(call: Call, world: World) {
  const conversation = openConversation(world, call);
  payTolls(world, membersToll(conversation.id));
  const person = knownPerson(world, conversation.mail);
  return {
    id: installOf(world, person)?.userId,
    aadObjectId: person.id,
    objectId: person.id,
    name: person.name,
    email: person.mail,
    userPrincipalName: person.mail,
    tenantId: person.tenant,
    userRole: 'user',
  };
}

function oneMember(call: Call, world: World): Answer {
  const member = readMember(call, world);
  const wanted = pathPart(call, 'member');
  if (wanted === member.id || wanted === member.aadObjectId) return { status: 200, body: member };
  throw refuse(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
}
