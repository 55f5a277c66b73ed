using Microsoft.EntityFrameworkCore.Migrations;

namespace Zhijian.Modules.Registry.Search;

/// <summary>
/// The index by which employers are found among a million: every pair of neighbouring characters of the search text is a
/// word, and so is every property that lists are filtered by. PostgreSQL keeps it as a GIN index over a function, SQLite as an
/// FTS5 table that triggers fill, so bulk loads are covered on both. Called by one line of a migration; a later migration that
/// rebuilds the table on SQLite calls it again, because triggers go with the old table.
/// </summary>
static class EmployerIndexSql
{
    /// <summary>Border between the texts of the search text; never part of a word.</summary>
    const int Border = 31;
    /// <summary>Longer search texts do not exist: a name, two numbers, their initials and a few former names.</summary>
    const int MostCharacters = 4000;

    public static void Create(MigrationBuilder migration)
    {
        foreach (var statement in migration.ActiveProvider!.EndsWith("Npgsql.EntityFrameworkCore.PostgreSQL", StringComparison.Ordinal) ? Postgres : Sqlite)
            migration.Sql(statement);
    }

    /// <summary>The words of properties: a letter and the value. Written in the SQL of both databases.</summary>
    static readonly (string Word, string Column)[] Properties =
    [
        (Words.County, "county_code"), (Words.Division, "division_code"), (Words.Supervisor, "supervisor_code"), (Words.Status, "status"), (Words.Size, "size"),
        (Words.Risk, "risk_class"), (Words.Grade, "risk_grade"), (Words.Overall, "comprehensive_class"), (Words.Standing, "declaration_standing"), (Words.Ownership, "ownership_level"),
    ];

    static readonly (string Word, string Column)[] Flags =
    [
        ("dust", "has_dust"), ("chemical", "has_chemical"), ("physical", "has_physical"), ("radiation", "has_radiation"), ("biological", "has_biological"), ("other", "has_other"),
    ];

    static IEnumerable<string> Columns => [.. Properties.Select(p => p.Column), .. Flags.Select(f => f.Column), "industry_code", "search_text"];

    static string[] Postgres =>
    [
        "DROP INDEX IF EXISTS ix_employers_words",
        $"""
        CREATE OR REPLACE FUNCTION employer_words({string.Join(", ", Columns.Select(c => $"{c} {(c == "risk_grade" ? "integer" : c.StartsWith("has_", StringComparison.Ordinal) ? "boolean" : "text")}"))})
        RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
        DECLARE
          letters text[] := string_to_array(search_text, NULL);
          words text[] := array_remove(ARRAY[
            {string.Join(", ", Properties.Select(p => $"'{p.Word}' || {p.Column}"))},
            {string.Join(", ", Flags.Select(f => $"CASE WHEN {f.Column} THEN '{Words.Hazard}{f.Word}' END"))},
            '{Words.Industry}' || left(industry_code, 2), '{Words.Industry}' || left(industry_code, 3), '{Words.Industry}' || industry_code], NULL);
          place integer := coalesce(array_length(words, 1), 0);
        BEGIN
          FOR i IN 2..coalesce(array_length(letters, 1), 0) LOOP
            CONTINUE WHEN letters[i] = chr({Border}) OR letters[i - 1] = chr({Border});
            place := place + 1;
            words[place] := letters[i - 1] || letters[i];
          END LOOP;
          RETURN words;
        END $$
        """,
        $"CREATE INDEX ix_employers_words ON employers USING gin ({Expression}) WHERE merged_into_id IS NULL",
    ];

    internal static string Expression => $"employer_words({string.Join(", ", Columns)})";

    static string[] Sqlite =>
    [
        "DROP TRIGGER IF EXISTS employers_words_insert",
        "DROP TRIGGER IF EXISTS employers_words_update",
        "DROP TRIGGER IF EXISTS employers_words_delete",
        "DROP TABLE IF EXISTS employer_words",
        "DROP TABLE IF EXISTS employer_word_keys",
        "DROP TABLE IF EXISTS employer_word_places",
        // The rows of the employers have no lasting number of their own.
        "CREATE TABLE employer_word_keys (no INTEGER PRIMARY KEY, employer_id TEXT NOT NULL UNIQUE)",
        "CREATE TABLE employer_word_places (n INTEGER PRIMARY KEY)",
        $"INSERT INTO employer_word_places (n) WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {MostCharacters}) SELECT n FROM c",
        "CREATE VIRTUAL TABLE employer_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')",
        "INSERT INTO employer_word_keys (employer_id) SELECT id FROM employers WHERE merged_into_id IS NULL ORDER BY id",
        $"INSERT INTO employer_words (rowid, words) SELECT k.no, {SqliteWords("e")} FROM employer_word_keys k JOIN employers e ON e.id = k.employer_id",
        $"""
        CREATE TRIGGER employers_words_insert AFTER INSERT ON employers WHEN new.merged_into_id IS NULL BEGIN
          INSERT INTO employer_word_keys (employer_id) VALUES (new.id);
          INSERT INTO employer_words (rowid, words) SELECT no, {SqliteWords("new")} FROM employer_word_keys WHERE employer_id = new.id;
        END
        """,
        $"""
        CREATE TRIGGER employers_words_update AFTER UPDATE OF {string.Join(", ", Columns)}, merged_into_id ON employers
        WHEN {string.Join(" OR ", Columns.Append("merged_into_id").Select(c => $"old.{c} IS NOT new.{c}"))} BEGIN
          DELETE FROM employer_words WHERE rowid = (SELECT no FROM employer_word_keys WHERE employer_id = new.id);
          INSERT INTO employer_word_keys (employer_id) SELECT new.id WHERE new.merged_into_id IS NULL ON CONFLICT (employer_id) DO NOTHING;
          INSERT INTO employer_words (rowid, words) SELECT no, {SqliteWords("new")} FROM employer_word_keys WHERE employer_id = new.id AND new.merged_into_id IS NULL;
        END
        """,
        """
        CREATE TRIGGER employers_words_delete AFTER DELETE ON employers BEGIN
          DELETE FROM employer_words WHERE rowid = (SELECT no FROM employer_word_keys WHERE employer_id = old.id);
          DELETE FROM employer_word_keys WHERE employer_id = old.id;
        END
        """,
    ];

    /// <summary>One text of all words. Pairs stand as hexadecimal digits, so that no character is a break for the tokenizer.</summary>
    static string SqliteWords(string row) =>
        $"concat_ws(' ', {string.Join(", ", Properties.Select(p => $"'{p.Word}' || {row}.{p.Column}"))}, "
        + $"{string.Join(", ", Flags.Select(f => $"CASE WHEN {row}.{f.Column} THEN '{Words.Hazard}{f.Word}' END"))}, "
        + $"'{Words.Industry}' || substr({row}.industry_code, 1, 2), '{Words.Industry}' || substr({row}.industry_code, 1, 3), '{Words.Industry}' || {row}.industry_code, "
        + $"(SELECT group_concat(hex(substr({row}.search_text, n, 2)), ' ') FROM employer_word_places WHERE n < length({row}.search_text) "
        + $"AND instr(substr({row}.search_text, n, 2), char({Border})) = 0))";
}

/// <summary>What the words of properties begin with. Pairs of characters are shorter on PostgreSQL and all digits on SQLite.</summary>
static class Words
{
    public const string County = "xcounty", Division = "xdivision", Supervisor = "xsupervisor", Status = "xstatus", Size = "xsize", Risk = "xrisk", Grade = "xgrade", Overall = "xoverall",
        Standing = "xstanding", Ownership = "xownership", Hazard = "xhazard", Industry = "xindustry";
}
