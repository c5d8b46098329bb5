/** A person's chat with the bot; the service address is the latest one Teams gave. */
export interface ChatAddress {
  conversationId: string;
  serviceUrl: string;
  tid: string;
  /** The person's id in Teams, `29:…`. */
  userId: string;
}

/**
 * Messages to people. Each call is one request at most, and every method throws `OutsideFault`;
 * 403 and 404 keep Teams' code (`ConversationBlockedByUser`, `ConversationNotFound`…).
 */
export interface Sender {
  /** `summary` is all that a notification shows. */
  send(to: ChatAddress, card: object, summary: string): Promise<{ activityId: string }>;
  /** Puts a card in the place of one that was sent; nobody is notified. */
  update(to: ChatAddress, activityId: string, card: object): Promise<void>;
  /** Opens the chat with a person who has the bot, or finds the one there is. */
  create(to: Omit<ChatAddress, 'conversationId'>): Promise<{ conversationId: string }>;
  /** Takes a message back; already gone is fine. */
  remove(to: ChatAddress, activityId: string): Promise<void>;
  /** Who the person is in the chat's roster; null when they are not in it. */
  member(to: ChatAddress): Promise<{ mail: string | null; oid: string } | null>;
}
