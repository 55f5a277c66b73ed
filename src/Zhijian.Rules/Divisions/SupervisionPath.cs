namespace Zhijian.Rules.Divisions;

/// <summary>
/// Who supervises whom as one string: the codes from the province down, each closed by a slash
/// (<c>410000/410100/410102/</c>). A subtree is then a range of an index, <c>path >= RangeStart and path &lt; RangeEnd</c>,
/// in ordinal order (BINARY in SQLite, "C" in PostgreSQL). It follows the links of supervision and not the pattern of the
/// codes, so a functional zone stands where it really answers to.
/// </summary>
public readonly record struct SupervisionPath
{
    private readonly string? _value;

    /// <summary>Everywhere is always null inside, so that equal paths are equal.</summary>
    private SupervisionPath(string value) => _value = value.Length == 0 ? null : value;

    /// <summary>The path of everything.</summary>
    public static SupervisionPath Everywhere => default;

    public string Value => _value ?? "";

    /// <summary>The last code; empty for everywhere.</summary>
    public string Code => Value.Length == 0 ? "" : Value[(Value.LastIndexOf('/', Value.Length - 2) + 1)..^1];

    /// <summary>How many codes; 0 for everywhere.</summary>
    public int Depth => Value.AsSpan().Count('/');

    /// <summary>One step up; null for everywhere.</summary>
    public SupervisionPath? Parent => Value.Length == 0 ? null : new(Value[..(Value.LastIndexOf('/', Value.Length - 2) + 1)]);

    /// <summary>Inclusive.</summary>
    public string RangeStart => Value;

    /// <summary>Exclusive: '0' is the character after '/'. The range of everywhere ends after every letter and digit.</summary>
    public string RangeEnd => Value.Length == 0 ? "~" : string.Concat(Value.AsSpan(0, Value.Length - 1), "0");

    /// <summary>The place itself or one below it.</summary>
    public bool Contains(SupervisionPath other) => other.Value.StartsWith(Value, StringComparison.Ordinal);

    public SupervisionPath Append(string code) => Parse(Value + code + "/");

    /// <exception cref="FormatException">Codes are ASCII letters and digits, each closed by a slash.</exception>
    public static SupervisionPath Parse(string path)
    {
        var codeLength = 0;
        foreach (var c in path)
        {
            if (char.IsAsciiLetterOrDigit(c)) codeLength++;
            else if (c == '/' && codeLength > 0) codeLength = 0;
            else throw new FormatException($"监管路径“{path}”的格式不对");
        }
        return codeLength == 0 ? new(path) : throw new FormatException($"监管路径“{path}”应以“/”结尾");
    }

    /// <summary>Follows the links up to the top.</summary>
    /// <param name="code">The place.</param>
    /// <param name="parents">Every code with the code it answers to, null or empty at the top.</param>
    /// <exception cref="ArgumentException">A code is missing, or the links go round in a circle.</exception>
    public static SupervisionPath Of(string code, IReadOnlyDictionary<string, string?> parents)
    {
        var codes = new List<string>();
        for (var at = code; !string.IsNullOrEmpty(at);)
        {
            if (codes.Contains(at)) throw new ArgumentException($"“{code}”的上级关系成环：{string.Join(" → ", codes)} → {at}", nameof(parents));
            codes.Add(at);
            at = parents.TryGetValue(at, out var parent) ? parent : throw new ArgumentException($"区划表中没有“{at}”", nameof(parents));
        }
        codes.Reverse();
        return Parse(string.Concat(codes.Select(c => c + "/")));
    }
}
