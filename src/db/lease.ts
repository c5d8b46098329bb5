/**
 * How long whoever has stopped answering goes on holding something: an effect in hand, a transaction
 * left open. A living process renews the one well before, and is never so long about the other.
 */
export const leaseSeconds = 8;
