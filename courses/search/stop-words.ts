/**
 * Words of a question that say nothing of its subject. Written without diacritics they count only where no other word folds to the
 * same letters: "ban" may be "bạn" or "bán", "toi" may be "tôi" or "tội".
 */
const asWritten = words(`
  là gì có không thì và của cho với được như thế nào làm sao phải bị tôi em mình bạn anh chị cháu con ai đâu ở đó này kia ạ à nhé
  hả vậy khi nếu để từ đến vào ra lên xuống những các một người ta nó họ sẽ đã đang rồi chưa nữa thôi hay hoặc mà nên muốn hỏi biết
  bao nhiêu xin giúp đỡ`);
const folded = words('la gi co khong thi va cua voi duoc nhu nao sao a nhe vay khi neu nhung cac nguoi roi nua hoac muon hoi biet nhieu');

export function isStopWord(word: string): boolean {
  return asWritten.has(word) || folded.has(word);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
