import type { refusals as french } from '../fr/refusals.ts';

export const refusals: typeof french = {
  'sign-in': 'Teams has not told me who you are. Close this tab and open it again to sign in anew.',
  'unknown-person':
    'Your account is not linked to the programme. Write to the team from the address you registered with.',
  'app-role':
    'Your account does not have the role this page needs yet. Ask your IT department for Télémaque’s “Coach” or “Pilot” role in Entra, then open the tab again.',
  'no-pair': 'You are in no current pair. Type “my referent” if this surprises you.',
  'not-found':
    'This does not exist, or no longer does. Type “my meetings” to start again from the list.',
  'not-yours-to-answer':
    'It is for the other one to answer this proposal. You can change it or withdraw it.',
  'slot-unreadable': 'I could not read this time. Choose one from the list, or type “book”.',
  'no-such-day': 'There is no such date in the calendar. Choose another day.',
  'no-such-hour':
    'There is no such hour on that day, because the clocks change. Choose another one.',
  'end-before-start': 'The end comes before the start. Choose another time.',
  'in-the-past': 'This time has already passed. Choose one still to come.',
  'in-the-future':
    'This date is still to come: a meeting is recorded once it has taken place. Choose today or a past day.',
  'outside-programme':
    'This date is outside the programme. Choose a day between the launch and the closing day.',
  'outside-hours': 'This time is outside your common working hours. Choose another from the list.',
  'wrong-length': 'A meeting lasts from ten minutes to eight hours. Please choose another length.',
  'made-in-outlook':
    'This meeting was made in Outlook: whoever made it moves it in their own calendar, and it will follow here.',
  'slot-gone': 'This time has just been taken. Choose another: the list is up to date.',
  'no-slot': 'I find no common time in the weeks ahead. Try a shorter meeting, or video.',
  'pair-has-meeting-then':
    'Your pair already has a meeting at that time. Choose another, or move that one.',
  'plan-changed':
    'One of these dates is no longer free: nothing was booked. Here is the plan brought up to date, to be confirmed again.',
  'no-better-plan': 'I find no better dates: your meetings stay where they are.',
  'survey-not-open':
    'This questionnaire is not open yet. It will be sent to you when the time comes.',
  'survey-closed':
    'This questionnaire is closed: it takes no more answers. The synthesis will be sent to you.',
  'survey-answered':
    'You have answered this questionnaire already: the first answer counts, and nothing has changed.',
  'synthesis-not-yet': 'Not yet: the synthesis can be read as soon as the coaches have shared it.',
  'survey-incomplete':
    'An answer is missing: nothing has been sent yet. Complete it below, your choices are kept.',
  'wrong-values': 'I could not read this answer. Please answer from the card below.',
  'themes-needed': 'The theme is missing. Choose one to three from the list.',
  'too-many-themes': 'These are more than three themes. Keep the three main ones.',
  'unknown-theme': 'This theme is not on the list. Choose one to three of those offered.',
  'pause-in-past': 'This day is not ahead. Choose a last day for the pause from tomorrow on.',
  'pause-too-long': 'This is longer than a pause may be. Choose a closer last day.',
  'pause-stands':
    'A pause is already proposed or under way: there is one at a time. Answer it, or resume, before proposing another.',
  'pair-stopping': 'A stop is asked for in this pair. You can offer a last meeting there.',
  'already-recorded': 'This meeting is already recorded. To change it, choose “Correct”.',
  'not-started': 'This meeting has not begun yet. You can record it once it has taken place.',
  'too-late': 'It is too late for this. Here is how things stand now.',
  'nothing-to-undo': 'There is nothing to undo. Here is how the meeting stands now.',
  'link-expired':
    'This link is no longer valid. Ask for a new one: it will go to your usual address.',
  'changed-since':
    'Somebody changed this in the meantime: nothing was modified. Here is how it stands now.',
  'built-on':
    'Something already rests on this change: it can no longer be undone in one go. Change what needs changing instead.',
  'try-again': 'This did not go through, and nothing has changed. Try again in a moment.',
};
