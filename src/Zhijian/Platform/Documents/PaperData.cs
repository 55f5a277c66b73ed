using System.Collections;
using System.Globalization;

namespace Zhijian.Platform.Documents;

/// <summary>
/// What a template is filled with: texts, yes/no, lists of rows and pictures, each under the name the template uses.
/// A null or blank text counts as missing, because an official paper has no silent gaps: who means "none" writes 无 or /.
/// </summary>
public sealed class PaperData : IEnumerable<KeyValuePair<string, object>>
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    public void Add(string name, string? text)
    {
        if (PaperText.Clean(text) is { Length: > 0 } clean) values.Add(name, clean);
    }

    public void Add(string name, long number) => values.Add(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Written as in official papers: 2018年9月1日.</summary>
    public void Add(string name, DateOnly date) => values.Add(name, PaperText.Date(date));

    public void Add(string name, bool condition) => values.Add(name, condition);

    public void Add(string name, IEnumerable<PaperData> rows) => values.Add(name, rows.ToArray());

    public void Add(string name, PaperImage image) => values.Add(name, image);

    internal object? Find(string name) => values.GetValueOrDefault(name);

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A PNG and the size at which it is printed, in millimetres.</summary>
public sealed record PaperImage
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="ArgumentException">The bytes are no PNG, or a side is not between 1 and 250 mm.</exception>
    public PaperImage(byte[] png, double widthMm, double heightMm)
    {
        if (!png.AsSpan().StartsWith(Signature)) throw new ArgumentException("The picture is not a PNG.", nameof(png));
        if (widthMm is not (>= 1 and <= 250) || heightMm is not (>= 1 and <= 250)) throw new ArgumentException("A side of the picture is not between 1 and 250 mm.");
        (Png, WidthMm, HeightMm) = (png, widthMm, heightMm);
    }

    public byte[] Png { get; }
    public double WidthMm { get; }
    public double HeightMm { get; }
}
