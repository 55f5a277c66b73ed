using System.Globalization;
using System.Text.RegularExpressions;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Identifiers;

/// <summary>
/// 发文字号: enforcement papers <c>（郑）安监罚〔2018〕1号</c>, general documents <c>郑安监管〔2018〕39号</c>. The year stands in
/// 〔〕 and in full, the serial without 第 and without leading zeros (GB/T 9704-2012, recalled).
/// </summary>
public readonly partial record struct DocumentNumber
{
    private const string Form = "文号应为“（郑）安监罚〔2018〕1号”或“郑安监管〔2018〕39号”的样式";

    private readonly string? _place;
    private readonly string? _word;

    private DocumentNumber(string place, string word, int year, int serial)
    {
        _place = place;
        _word = word;
        Year = year;
        Serial = serial;
    }

    /// <summary>地区简称 in the parentheses; empty in the general form.</summary>
    public string Place => _place ?? "";

    /// <summary>机关代字, with the kind of paper at its end: 安监罚, 郑安监管.</summary>
    public string Word => _word ?? "";

    public int Year { get; }

    public int Serial { get; }

    /// <param name="place">Short name of the place: 郑.</param>
    /// <param name="organ">Prefix of the organ: 安监.</param>
    /// <param name="kind">Code of the paper: 罚, 责改, 检记.</param>
    /// <param name="year">Year of the counter.</param>
    /// <param name="serial">Number drawn from the counter, from 1.</param>
    public static DocumentNumber Enforcement(string place, string organ, string kind, int year, int serial) =>
        Parse($"（{place}）{organ}{kind}〔{Digits(year)}〕{Digits(serial)}号");

    /// <param name="word">The whole prefix: 郑安监管.</param>
    /// <param name="year">Year of the counter.</param>
    /// <param name="serial">Number drawn from the counter, from 1.</param>
    public static DocumentNumber General(string word, int year, int serial) => Parse($"{word}〔{Digits(year)}〕{Digits(serial)}号");

    /// <summary>Reads other brackets ([] () 【】), blanks, 第 and leading zeros as well; gives back the normal form.</summary>
    public static Checked<DocumentNumber> Check(string? text)
    {
        var compact = Width.Clean(text).Replace(" ", "", StringComparison.Ordinal);
        if (compact.Length == 0) return Checked.Malformed<DocumentNumber>("未填写文号");
        var match = Pattern().Match(compact);
        if (!match.Success) return Checked.Malformed<DocumentNumber>(Form);

        return Checked.Valid(new DocumentNumber(
            match.Groups["place"].Value,
            match.Groups["word"].Value,
            int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["serial"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)));
    }

    public static bool TryParse(string? text, out DocumentNumber number)
    {
        var read = Check(text);
        number = read.Value;
        return read.IsValid;
    }

    /// <exception cref="FormatException">With the Chinese reason.</exception>
    public static DocumentNumber Parse(string? text) => Check(text).OrThrow();

    public override string ToString() =>
        Word.Length == 0 ? "" : $"{(Place.Length > 0 ? $"（{Place}）" : "")}{Word}〔{Digits(Year)}〕{Digits(Serial)}号";

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\((?<place>\p{L}{1,8})\))?(?<word>\p{L}{1,20})[〔\[(【](?<year>[12][0-9]{3})[〕\])】]第?0{0,8}(?<serial>[1-9][0-9]{0,7})号\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
