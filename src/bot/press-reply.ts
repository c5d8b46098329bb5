import type { BotTurn, TurnAnswer } from './activity.ts';

/** Body of an answered `adaptiveCard/action`. */
export interface PressReply {
  statusCode: number;
  type: string;
  value: unknown;
}

const types = {
  card: 'application/vnd.microsoft.card.adaptive',
  text: 'application/vnd.microsoft.activity.message',
  error: 'application/vnd.microsoft.error',
};

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
export function pressReply(answer: TurnAnswer): PressReply {
  if (answer && 'card' in answer) return { statusCode: 200, type: types.card, value: answer.card };
  if (answer && 'refused' in answer) return errorReply(answer.refused, answer.text);
  return { statusCode: 200, type: types.text, value: answer?.text ?? '' };
}

const errorReply = (statusCode: number, message: string): PressReply => ({
  statusCode,
  type: types.error,
  value: { code: String(statusCode), message },
});

const trouble: Record<BotTurn['locale'], string> = {
  fr: 'Un incident est survenu de notre côté. Vous pouvez réessayer dans un instant.',
  en: 'Something went wrong on our side. You can try again in a moment.',
};

/** What a press is answered when its turn broke. */
export const brokenReply = (locale: BotTurn['locale'], status: number): PressReply =>
  errorReply(status, trouble[locale]);
