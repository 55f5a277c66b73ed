using System.Globalization;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Oversight.Warnings;

/// <summary>
/// What a rule looks for, as one SELECT that both databases understand: subject, employer_id, title, division_code, scope_path,
/// authority_code, amount, before, since. The rows never come out of the database.
/// </summary>
static class WarningSql
{
    const string NoEmployer = "CAST(NULL AS {0}) AS employer_id", NoNumber = "CAST(NULL AS BIGINT) AS before", NoDay = "CAST(NULL AS {1}) AS since";

    /// <summary>The select with its values as {n}, or null when the rule's matter is unknown.</summary>
    public static (string Sql, object[] Values) Of(WarningRule rule, DateOnly today, DateOnly period, string city, bool postgres)
    {
        var values = new List<object>();
        string P(object value) { values.Add(value); return $"{{{values.Count - 1}}}"; }
        string Untyped(string piece) => string.Format(CultureInfo.InvariantCulture, piece, postgres ? "uuid" : "TEXT", postgres ? "date" : "TEXT");
        var least = rule.Least.ToString(CultureInfo.InvariantCulture);
        var percent = rule.Percent.ToString(CultureInfo.InvariantCulture);
        var back = today.AddDays(-rule.Days);

        string Dues(bool soon) => $"""
            SELECT CAST(d.employer_id AS TEXT) AS subject, d.employer_id, MIN(d.employer_name) AS title, MIN(d.division_code) AS division_code, MIN(d.scope_path) AS scope_path,
                MIN(d.supervisor_code) AS authority_code, COUNT(*) AS amount, {NoNumber}, MIN(d.due_on) AS since
            FROM dues d WHERE d.settled_on IS NULL AND d.kind LIKE {P(rule.Subject + "%")} AND {(soon ? $"d.due_on >= {P(today)} AND d.due_on <= {P(today.AddDays(rule.Days))}" : $"d.due_on < {P(back)}")}
            GROUP BY d.employer_id HAVING COUNT(*) >= {least}
            """;
        string Rectifications(bool soon) => $"""
            SELECT CAST(d.employer_id AS TEXT) AS subject, d.employer_id, MIN(d.employer_name) AS title, MIN(d.division_code) AS division_code, MIN(d.scope_path) AS scope_path,
                MIN(d.authority_code) AS authority_code, COUNT(*) AS amount, {NoNumber}, MIN(d.deadline) AS since
            FROM dangers d WHERE d.is_open AND {(soon ? $"d.deadline >= {P(today)} AND d.deadline <= {P(today.AddDays(rule.Days))}" : $"d.deadline < {P(back)}")}
            GROUP BY d.employer_id HAVING COUNT(*) >= {least}
            """;
        string County(bool both)
        {
            var (now, was) = (P(period), P(period.AddMonths(-1)));
            var change = both ? "ABS(a.amount - COALESCE(b.amount, 0))" : "(a.amount - COALESCE(b.amount, 0))";
            return $"""
                SELECT d.code AS subject, {Untyped(NoEmployer)}, d.name AS title, d.code AS division_code, d.path AS scope_path, d.parent_code AS authority_code, a.amount, COALESCE(b.amount, 0) AS before, {Untyped(NoDay)}
                FROM divisions d JOIN figure_cells a ON a.division_code = d.code AND a.period = {now} AND a.dimension = 'All' AND a.value = '' AND a.measure = '{Enum.Parse<Measure>(rule.Subject)}'
                LEFT JOIN figure_cells b ON b.division_code = d.code AND b.period = {was} AND b.dimension = 'All' AND b.value = '' AND b.measure = a.measure
                WHERE d.level = 3 AND {change} >= {least} AND {change} * 100 >= {percent} * COALESCE(b.amount, 0)
                """;
        }

        var sql = rule.Matter switch
        {
            "dues" => Dues(soon: false),
            "dues-soon" => Dues(soon: true),
            "rectifications" => Rectifications(soon: false),
            "rectifications-soon" => Rectifications(soon: true),
            // A newer certificate of the same institution takes the place of the old one.
            "institution-certificates" => $"""
                SELECT CAST(c.id AS TEXT) AS subject, {Untyped(NoEmployer)}, o.name || ' ' || c.number AS title, c.division_code, c.scope_path, {P(city)} AS authority_code, 1 AS amount, {NoNumber}, c.valid_to AS since
                FROM institution_certificates c JOIN organisations o ON o.id = c.institution_id
                WHERE c.valid_to <= {P(today.AddDays(rule.Days))} AND NOT EXISTS (SELECT 1 FROM institution_certificates n WHERE n.institution_id = c.institution_id AND n.valid_to > c.valid_to)
                """,
            "officer-certificates" => $"""
                SELECT CAST(c.id AS TEXT) AS subject, {Untyped(NoEmployer)}, u.full_name || ' ' || c.number AS title, c.division_code, c.scope_path, c.division_code AS authority_code, 1 AS amount, {NoNumber}, c.valid_until AS since
                FROM officer_certificates c JOIN users u ON u.id = c.user_id WHERE c.valid_until <= {P(today.AddDays(rule.Days))} AND NOT u.disabled
                """,
            "employer-exposed" => $"""
                SELECT CAST(e.id AS TEXT) AS subject, e.id AS employer_id, e.name AS title, e.division_code, e.scope_path, e.supervisor_code AS authority_code, e.exposed_workers AS amount, f.was AS before, {Untyped(NoDay)}
                FROM employers e JOIN (
                    SELECT c.employer_id, CAST(c.before AS BIGINT) AS was, ROW_NUMBER() OVER (PARTITION BY c.employer_id ORDER BY c.at, c.id) AS n
                    FROM employer_field_changes c WHERE c.field = 'ExposedWorkers' AND c.workplace_id IS NULL AND c.before IS NOT NULL AND c.at >= {P(DateTime.SpecifyKind(back.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc))}) f ON f.employer_id = e.id AND f.n = 1
                WHERE e.merged_into_id IS NULL AND e.exposed_workers IS NOT NULL AND ABS(e.exposed_workers - f.was) >= {least} AND ABS(e.exposed_workers - f.was) * 100 >= {percent} * f.was
                """,
            // The last test of each workplace against the one before.
            "employer-exceedance" => $"""
                SELECT CAST(e.id AS TEXT) AS subject, e.id AS employer_id, e.name AS title, e.division_code, e.scope_path, e.supervisor_code AS authority_code, x.now AS amount, x.was AS before, x.sampled AS since
                FROM employers e JOIN (
                    SELECT r.employer_id, SUM(CASE WHEN r.n = 1 THEN r.exceeds_count ELSE 0 END) AS now, SUM(CASE WHEN r.n = 2 THEN r.exceeds_count ELSE 0 END) AS was, MAX(r.sampled_to) AS sampled, MAX(r.n) AS tests
                    FROM (SELECT m.employer_id, m.sampled_to, m.exceeds_count, ROW_NUMBER() OVER (PARTITION BY m.workplace_id ORDER BY m.sampled_to DESC, m.id DESC) AS n
                          FROM monitoring_reports m WHERE m.in_force AND m.sampled_to IS NOT NULL AND m.kind <> 'Routine') r
                    WHERE r.n <= 2 GROUP BY r.employer_id) x ON x.employer_id = e.id
                WHERE e.merged_into_id IS NULL AND x.tests = 2 AND x.sampled >= {P(back)} AND x.now - x.was >= {least} AND (x.now - x.was) * 100 >= {percent} * x.was
                """,
            "county" => County(both: false),
            "county-both" => County(both: true),
            "cluster" => $"""
                SELECT d.division_code || '|' || d.industry_code || '|' || d.factor_code AS subject, {Untyped(NoEmployer)}, COALESCE(MIN(d.factor_name), d.factor_code) AS title, d.division_code, MIN(d.scope_path) AS scope_path,
                    MIN(d.county_code) AS authority_code, COUNT(DISTINCT d.employer_id) AS amount, {NoNumber}, MAX(d.found_on) AS since
                FROM dangers d WHERE d.factor_code IS NOT NULL AND d.found_on >= {P(back)} GROUP BY d.division_code, d.industry_code, d.factor_code HAVING COUNT(DISTINCT d.employer_id) >= {least}
                """,
            "officer-load" => $"""
                SELECT d.code AS subject, {Untyped(NoEmployer)}, d.name AS title, d.code AS division_code, d.path AS scope_path, d.parent_code AS authority_code, a.amount, COALESCE(o.officers, 0) AS before, {Untyped(NoDay)}
                FROM divisions d JOIN figure_cells a ON a.division_code = d.code AND a.period = {P(period)} AND a.dimension = 'All' AND a.value = '' AND a.measure = '{Enum.Parse<Measure>(rule.Subject)}'
                LEFT JOIN (SELECT u.division_code, COUNT(DISTINCT u.id) AS officers FROM users u JOIN user_roles r ON r.user_id = u.id
                           WHERE r.role IN ('{Role.CountyOfficer}', '{Role.CountySupervisor}') AND NOT u.disabled GROUP BY u.division_code) o ON o.division_code = d.code
                WHERE d.level = 3 AND a.amount > {least} * COALESCE(o.officers, 0)
                """,
            _ => throw new InvalidOperationException($"Rule {rule.Code}: nobody knows how to look at {rule.Matter}."),
        };
        return (sql, [.. values]);
    }

    /// <summary>A key made by the database, in the form in which the platform stores keys.</summary>
    public static string NewKey(bool postgres) => postgres ? "gen_random_uuid()"
        : "hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6))";
}
