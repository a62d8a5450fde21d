/** The only neutral message model: the Botpress SDK's text and choice payloads (`docs/design/contracts.md` §3). */
export type TextReply = { readonly type: 'text'; readonly payload: { readonly text: string } };
export type ChoiceReply = {
  readonly type: 'choice';
  readonly payload: { readonly text: string; readonly options: readonly { readonly label: string; readonly value: string }[] };
};
export type Reply = TextReply | ChoiceReply;
