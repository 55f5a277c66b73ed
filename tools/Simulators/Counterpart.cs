using System.Globalization;
using CsvHelper;

namespace Zhijian.Simulators;

/// <summary>A stand-in for the system of another department, for tests and trials: it knows nothing of the platform but the published interface.</summary>
/// <param name="Resource">Under which it reports; null: its lists are brought as files only.</param>
/// <param name="Headings">Of its export, as the department writes them.</param>
/// <param name="Row">A record of its own making.</param>
public sealed record Counterpart(string Name, string? Resource, string? Adapter, string Title, IReadOnlyList<string> Headings, Func<Dice, string[]> Row)
{
    /// <summary>Its export: a title above the headings, as such systems write it.</summary>
    public void WriteCsv(TextWriter to, int count, Dice dice)
    {
        using var csv = new CsvWriter(to, CultureInfo.InvariantCulture, leaveOpen: true);
        csv.WriteField(Title);
        csv.NextRecord();
        foreach (var heading in Headings) csv.WriteField(heading);
        csv.NextRecord();
        foreach (var row in Rows(count, dice))
        {
            foreach (var cell in row) csv.WriteField(cell);
            csv.NextRecord();
        }
    }

    /// <summary>Records as its interface would send them.</summary>
    public IReadOnlyList<Dictionary<string, string>> Records(int count, Dice dice) =>
        [.. Rows(count, dice).Select(row => Headings.Zip(row).Where(p => p.Second.Length > 0).ToDictionary(p => p.First, p => p.Second))];

    IEnumerable<string[]> Rows(int count, Dice dice) => Enumerable.Range(1, count).Select(number => Row(dice.Next(number)));
}

/// <summary>Chance that comes out the same for the same seed.</summary>
/// <param name="codes">Credit codes of employers to write about; none: made up.</param>
public sealed class Dice(int seed, DateOnly today, IReadOnlyList<string> codes)
{
    const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    readonly Random random = new(seed);

    public int Number { get; private set; }
    public Dice Next(int number) { Number = number; return this; }
    public int Of(int from, int to) => random.Next(from, to + 1);
    public string Whole(int from, int to) => Of(from, to).ToString(CultureInfo.InvariantCulture);
    public T One<T>(params IReadOnlyList<T> of) => of[random.Next(of.Count)];
    public DateOnly Day(int back) => today.AddDays(-Of(0, back));
    public string Employer => $"郑州模拟{Number}号有限公司";
    public string County => One("巩义市", "登封市", "410181", "荥阳市", "新密市");

    public string Code()
    {
        if (codes.Count > 0) return One(codes);
        var head = $"91410181MA{Of(0, 999_999):000000}{Symbols[Of(0, 30)]}";
        return head + Symbols[(31 - head.Select((c, i) => Symbols.IndexOf(c, StringComparison.Ordinal) * Weights[i]).Sum() % 31) % 31];
    }
}
