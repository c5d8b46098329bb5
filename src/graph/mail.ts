import type { GraphDoor } from './client.ts';
import type { Mail, OutgoingMail } from './ports.ts';

/** Opens sending as the programme mailbox; the right to read mail is not among ours. */
export function openMail(graph: GraphDoor, mailbox: string): Mail {
  const path = `/users/${encodeURIComponent(mailbox)}/sendMail`;
  return {
    async send(mail) {
      await graph.call({ method: 'POST', path, body: message(mail) });
    },
  };
}

// Not kept in Sent Items: the mailbox holds nothing of what people are asked.
function message(mail: OutgoingMail): object {
  return {
    message: {
      subject: mail.subject,
      body: { contentType: 'HTML', content: mail.html },
      toRecipients: [recipient(mail.to)],
      replyTo: [recipient(mail.replyTo)],
    },
    saveToSentItems: false,
  };
}

function recipient(person: { mail: string; name: string }): object {
  return { emailAddress: { address: person.mail, name: person.name } };
}
