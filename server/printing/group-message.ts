import { printJoinCode } from '../../bot/dialogue/join-code-text';
import type { Translate } from '../i18n';
import { joinLink } from './join-link';
import type { JoinSheet } from './model';
import { printable } from './write-text';
import { lastDay } from './written-date';

/** Ready to paste into a Zalo group: as neutral as the sheet on the wall, since phones are left lying about. */
export function groupMessage({ masthead, code, expiresAt }: JoinSheet, say: Translate): string {
  const printed = printJoinCode(code);
  const lines = [
    say('message.invitation'),
    say('message.link', { link: joinLink(masthead.publicUrl, printed) }),
    ...(masthead.zalo === undefined ? [] : [say('message.zalo', { account: printable(masthead.zalo), code: printed })]),
    ...(masthead.messenger === undefined ? [] : [say('message.messenger', { page: masthead.messenger, code: printed })]),
    say('sheet.until', { day: lastDay(say, expiresAt) }),
    say('promise'),
    say('agency', { agency: printable(masthead.agency) }),
  ];
  return (masthead.demo ? [say('demo'), ...lines] : lines).join('\n');
}
