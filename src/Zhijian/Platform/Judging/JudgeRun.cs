using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Zhijian.Rules.Exposure;

namespace Zhijian.Platform.Judging;

/// <summary>How many rows came to what.</summary>
sealed class JudgeTally
{
    readonly long[] counts = new long[4];

    public long this[Verdict verdict] => counts[(int)verdict];
    public long Rows => counts.Sum();
    public void Add(Verdict verdict) => counts[(int)verdict]++;
}

/// <summary>Judges a CSV of results row by row: the same columns come out, with eight more.</summary>
static class JudgeRun
{
    const int Reported = 20;

    /// <param name="book">Limits and names.</param>
    /// <param name="input">CSV in UTF-8, UTF-16 or GB18030.</param>
    /// <param name="output">CSV out.</param>
    /// <param name="report">Where undetermined rows are named, the first ones only.</param>
    /// <param name="ct">Stops between two rows.</param>
    /// <exception cref="UnreadableResultsException">No header, or columns missing in it.</exception>
    public static JudgeTally Judge(ReferenceBook book, Stream input, TextWriter output, TextWriter report, CancellationToken ct)
    {
        var records = new ResultRecords(input);
        using var feed = new RecordFeed(records);
        if (!records.TryRead(out _, out var head, out var fault)) throw new UnreadableResultsException("文件是空的，没有表头 · the file is empty");
        if (fault is not null) throw new UnreadableResultsException($"表头：{fault}");
        using var parser = new CsvParser(feed, Form(records.Delimiter));
        var sheet = new ResultSheet(Split(head, records.Delimiter));
        using var writer = new CsvWriter(output, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        foreach (var at in sheet.Kept) writer.WriteField(sheet.Header[at]);
        foreach (var name in ResultSheet.Added) writer.WriteField(name);
        writer.NextRecord();

        var judge = new RowJudge(book, sheet);
        var tally = new JudgeTally();
        while (parser.Read())
        {
            if ((tally.Rows & 0xFFF) == 0) ct.ThrowIfCancellationRequested();
            var (line, raw, bad) = feed.Next();
            var cells = bad is null ? parser.Record! : [raw.Split(records.Delimiter)[0].Trim('"')];
            var row = bad is null ? judge.Judge(cells) : new(new(Verdict.Undetermined, Reason.RowMalformed, ExposureBand.None, -1, 0, 0), bad);
            tally.Add(row.Judgement.Verdict);
            Write(writer, sheet, cells, book.Limits, row, line);
            if (row.Judgement.Verdict == Verdict.Undetermined && tally[Verdict.Undetermined] <= Reported) report.WriteLine($"  第 {line} 行 · line {line}: {row.Message}");
        }
        writer.Flush();
        return tally;
    }

    static void Write(CsvWriter writer, ResultSheet sheet, string[] cells, LimitBook book, in JudgedRow row, int line)
    {
        foreach (var at in sheet.Kept) writer.WriteField(at < cells.Length ? cells[at] : "");
        var judged = row.Judgement;
        var limit = judged.LimitId < 0 ? null : book.Limit(judged.LimitId);
        var isJudged = judged.Verdict != Verdict.Undetermined;
        writer.WriteField(limit?.Standard);
        writer.WriteField(isJudged || judged.Limit > 0 ? Number(judged.Limit) : "");
        writer.WriteField(limit?.Unit.Text());
        writer.WriteField(isJudged && judged.Limit > 0 ? Ratio(judged) : "");
        writer.WriteField(judged.Band.Text());
        writer.WriteField(Word(judged.Verdict));
        writer.WriteField(limit?.Clause);
        writer.WriteField(isJudged ? row.Message : $"第 {line} 行：{row.Message}");
        writer.NextRecord();
    }

    static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Compliant => "compliant",
        Verdict.Action => "action",
        Verdict.Exceeds => "exceeds",
        _ => "undetermined",
    };

    static string Number(decimal value) => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>Six decimals, or as many as a small ratio needs to show six digits.</summary>
    static string Ratio(in Judgement judged)
    {
        var ratio = judged.Ratio;
        if (ratio is 0 or >= 0.001) return ratio.ToString("0.######", CultureInfo.InvariantCulture);
        return ratio.ToString("0.############", CultureInfo.InvariantCulture);
    }

    static string[] Split(string head, char delimiter)
    {
        using var parser = new CsvParser(new StringReader(head), Form(delimiter));
        parser.Read();
        return [.. parser.Record!];
    }

    static CsvConfiguration Form(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(), IgnoreBlankLines = false, BadDataFound = null, BufferSize = 1 << 14,
    };
}
