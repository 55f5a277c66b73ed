// The same judgements as the server's ChecklistScoring and record, so that nothing is refused that could have been said on the spot.

/** What an item of each kind of sheet is answered with. */
export const choices = {
  Judged: [['Qualified', '合格'], ['Basic', '基本合格'], ['Unqualified', '不合格'], ['NotConcerned', '不涉及']],
  Questions: [['Qualified', '是'], ['Unqualified', '否'], ['NotConcerned', '不涉及']],
  Scored: [['Qualified', '满分'], ['Unqualified', '零分'], ['NotConcerned', '不涉及']],
};

/** Why an answer cannot be taken; null: it can. */
export function refusal(list, item, answer) {
  const { verdict, met, faults, given } = answer;
  if (verdict === 'Basic' && list.kind !== 'Judged') return `第 ${item.number} 项没有“基本合格”`;
  if (met !== null && (item.parts === null || met < 0 || met > item.parts)) return item.parts === null ? `第 ${item.number} 项没有分项` : `第 ${item.number} 项的分项应在 0 至 ${item.parts} 之间`;
  if (faults !== null && (item.step === null || faults < 0 || faults > 10000)) return `第 ${item.number} 项的扣分处数应在 0 至 10000 之间`;
  if (given !== null && (item.points === null || item.step !== null || given < 0 || given > item.points)) return `第 ${item.number} 项的得分应在 0 至 ${item.points} 之间`;
  return null;
}

export const isEmpty = answer => !answer || (answer.verdict === null && answer.met === null && answer.faults === null && answer.given === null);

/** { verdict, points } of an item; verdict null: not answered. */
export function judge(item, answer) {
  if (isEmpty(answer)) return { verdict: null, points: null };
  if (answer.verdict === 'NotConcerned') return { verdict: 'NotConcerned', points: null };
  if (answer.met !== null) return { verdict: answer.met === item.parts ? 'Qualified' : answer.met >= item.basicParts ? 'Basic' : 'Unqualified', points: null };
  if (item.points === null) return { verdict: answer.verdict, points: null };
  const points = answer.faults !== null ? Math.max(0, item.points - answer.faults * item.step) : answer.given ?? (answer.verdict === null ? null : answer.verdict === 'Qualified' ? item.points : 0);
  return { verdict: points === null ? null : points === item.points ? 'Qualified' : 'Unqualified', points };
}

export function score(list, answers) {
  const items = list.items.map(item => ({ item, ...judge(item, answers[item.number]) }));
  const count = verdict => items.filter(i => i.verdict === verdict).length;
  const [qualified, basic, unqualified, notConcerned] = ['Qualified', 'Basic', 'Unqualified', 'NotConcerned'].map(count);
  const scored = items.filter(i => i.points !== null);
  const [points, most] = [scored.reduce((sum, i) => sum + i.points, 0), scored.reduce((sum, i) => sum + i.item.points, 0)];
  const [part, whole] = list.kind === 'Scored' ? [points, most] : [qualified + (list.basicCounts ? basic : 0), qualified + basic + unqualified];
  return {
    items, qualified, basic, unqualified, notConcerned, unanswered: items.filter(i => i.verdict === null).length, failing: items.filter(i => i.verdict === 'Unqualified'),
    rate: whole === 0 ? null : Math.round(part * 1000 / whole) / 10, points: list.kind === 'Scored' ? points : null, most,
  };
}

export function result(made) {
  return [
    made.points === null ? null : `得分 ${made.points}（满分 ${made.most}）`, made.rate === null ? null : `合格率 ${made.rate}%`, `合格 ${made.qualified} 项`, made.basic > 0 && `基本合格 ${made.basic} 项`,
    `不合格 ${made.unqualified} 项`, made.notConcerned > 0 && `不涉及 ${made.notConcerned} 项`,
  ].filter(Boolean).join('，');
}

/** What keeps a record from being made, sentence by sentence. */
export function faults(made, draft) {
  const found = [];
  const need = (text, title, most) => { if (!text?.trim() || text.trim().length > most) found.push(`请填写${title}，不超过 ${most} 个字`); };
  if (made.unanswered > 0) found.push(`检查表还有 ${made.unanswered} 项没有填写`);
  need(draft.address, '检查地址', 200);
  need(draft.head, '现场负责人', 60);
  need(draft.place, '检查场所', 200);
  need(draft.summary, '检查情况', 1000);
  if (!draft.from || !draft.to) found.push('请填写开始和结束时间');
  else if (draft.to <= draft.from) found.push('结束时间应晚于开始时间');
  const written = draft.findings.filter(f => f.text.trim());
  for (const { item } of made.failing) if (!written.some(f => f.itemNumber === item.number)) found.push(`第 ${item.number} 项不合格，请写明问题`);
  written.forEach((f, at) => { if (!f.article?.trim()) found.push(`请填写第 ${at + 1} 个问题违反的条款`); });
  return found;
}

/** Whether an officer may go today; the certificate is what the law asks for. */
export function officerFault(officer, day) {
  if (!officer) return '请选择执法人员';
  if (!officer.certificate) return `${officer.name}没有执法证号`;
  return officer.validUntil && officer.validUntil < day ? `${officer.name}的执法证已于 ${officer.validUntil} 到期` : null;
}
