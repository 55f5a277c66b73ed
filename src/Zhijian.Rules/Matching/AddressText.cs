using System.Text.RegularExpressions;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Matching;

/// <summary>An address without what all addresses of the county share, and its numbers.</summary>
/// <param name="Text">Half-width, without blanks, marks and leading places.</param>
/// <param name="Numbers">House, road and room numbers in their order, separated.</param>
public sealed partial record AddressText(string Text, string Numbers)
{
    /// <summary>Neighbours in one road are alike in everything but the number.</summary>
    private const double OtherNumber = 0.8;

    public static AddressText? Read(string? address, PlaceNames places)
    {
        var text = LeadingZeros().Replace(string.Concat(Width.Clean(address).Where(char.IsLetterOrDigit)), "");
        if (text.Length == 0) return null;
        text = places.After(text);
        return new(text, string.Join('-', Digits().Matches(text).Select(m => m.Value)));
    }

    public double LikenessTo(AddressText other)
    {
        var likeness = Likeness.Dice(Text, other.Text);
        return Numbers.Length > 0 && other.Numbers.Length > 0 && Numbers != other.Numbers ? likeness * OtherNumber : likeness;
    }

    [GeneratedRegex("(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
