import type { ErasureReceipt } from '../../storage/collections/erasure-receipts';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { peopleLinks } from './links';

type PageProps = { readonly view: View; readonly receipt: ErasureReceipt };

/** What an erasure has left, to be printed for whoever asked. */
export function ReceiptPage({ view, receipt }: PageProps) {
  const s = view.words('people');
  const { format } = view;
  const { _id, askedAt, erasedAt, purposes, textVersions, exports } = receipt;
  return (
    <Layout view={view} title={s('receipt.title', { number: _id })}>
      <div class="stack narrow">
        <p>
          <a href={peopleLinks.requests()}>{s('requests.title')}</a>
        </p>
        <h1>{s('receipt.title', { number: _id })}</h1>
        <p class="lead">{s('receipt.lead')}</p>
        <ul>
          <li>{s('receipt.askedAt', { at: format.moment(askedAt) })}</li>
          <li>{s('receipt.erasedAt', { at: format.moment(erasedAt) })}</li>
          <li>{s('receipt.purposes', { purposes: purposes.map((purpose) => s(`purpose.${purpose}`)).join('; ') || '–' })}</li>
          <li>{s('receipt.textVersions', { versions: textVersions.join(', ') || '–' })}</li>
          {exports.length === 0 ? <li>{s('receipt.noExports')}</li> : null}
          {exports.map((one) => (
            <li key={one.at.getTime()}>{s('receipt.export', { format: s(`format.${one.format}`), at: format.moment(one.at) })}</li>
          ))}
        </ul>
      </div>
    </Layout>
  );
}
