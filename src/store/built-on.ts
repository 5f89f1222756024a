/**
 * SQL: whether a line, from an alias `l`, was taken back whole.
 */
export const isTakenBack = "EXISTS (SELECT FROM document_line t WHERE t.reverses = l.id)";

/**
 * SQL: lines `x` by which a later run corrected a line `l`, or billed more of its period: of one
 * period, whoever bills later has the higher correction. Without `l` they would stand on nothing.
 */
export const builtOnLine = `
  document_line x
   WHERE x.subscription = l.subscription AND x.charge = l.charge AND x.run_id <> l.run_id
     AND x.terms <> 'reversal'
     AND ((x.period_from_on = l.period_from_on AND x.correction > l.correction)
          OR (x.kind = 'credit'
              AND l.from_on || '/' || l.kind || '/' || l.correction = ANY (x.corrects))
          -- Usage up to where a catch-up run counted it as billed is not rated any more.
          OR (x.kind = 'usage' AND x.terms LIKE '% *%' AND x.to_on > l.from_on))
     AND NOT EXISTS (SELECT FROM document_line t WHERE t.reverses = x.id)`;
