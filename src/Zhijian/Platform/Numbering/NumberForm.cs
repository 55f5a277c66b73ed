using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhijian.Platform.Numbering;

/// <summary>How numbers of a kind of paper are written where they are not document numbers: {division}{year}{serial:5}. Dated data of a module.</summary>
public sealed partial record NumberForm
{
    [GeneratedRegex(@"^(?:[^{}]|\{division\}|\{year\}|\{serial:[1-9]\})*$")]
    private static partial Regex Pattern();
    [GeneratedRegex(@"\{serial:([1-9])\}")]
    private static partial Regex Serial();

    NumberForm(string text) => Text = text;

    public string Text { get; }

    public static NumberForm Parse(string text) => Pattern().IsMatch(text) && Serial().Count(text) == 1
        ? new(text) : throw new FormatException($"A number form has one {{serial:n}} and else only {{division}} and {{year}}, not '{text}'.");

    public string Write(string divisionCode, int year, int serial) => Serial().Replace(
        Text.Replace("{division}", divisionCode, StringComparison.Ordinal).Replace("{year}", year.ToString("D4", CultureInfo.InvariantCulture), StringComparison.Ordinal),
        m => serial.ToString("D" + m.Groups[1].Value, CultureInfo.InvariantCulture));
}
