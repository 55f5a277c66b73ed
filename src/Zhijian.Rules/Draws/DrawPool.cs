using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Zhijian.Rules.Draws;

/// <summary>An employer in the pool.</summary>
/// <param name="Weight">How many lots it has.</param>
/// <param name="Why">Of the weight, for whoever reads the file.</param>
public sealed record DrawEmployer(string Id, int Weight, string? Why = null);

/// <param name="Recused">Employers that the officer keeps away from.</param>
public sealed record DrawOfficer(string Id, string Name, IReadOnlyList<string> Recused);

/// <summary>What cannot be drawn from, with the reason in Chinese.</summary>
public sealed class DrawException(string message) : Exception(message);

/// <summary>
/// A frozen pool (抽查对象名录库、执法人员名录库). Its canonical text is the lines below in UTF-8, each ended by a line feed:
/// <c>zhijian-draw/1⇥count</c>, then <c>employer⇥id⇥weight</c> and <c>officer⇥id⇥recused,recused…</c>, each kind in the ordinal
/// order of the identifiers. The hash of the pool is the SHA-256 of that text in lower-case hexadecimal digits.
/// </summary>
public sealed class DrawPool
{
    public const string Format = "zhijian-draw/1";
    public const int MostWeight = 1_000_000, OfficersEach = 2;

    /// <exception cref="DrawException">Something in it is empty, doubled or out of bounds.</exception>
    public DrawPool(int count, IEnumerable<DrawEmployer> employers, IEnumerable<DrawOfficer> officers)
    {
        Count = count;
        Employers = [.. employers];
        Officers = [.. officers];
        Array.Sort(Employers, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        Array.Sort(Officers, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        if (count < 1 || count > Employers.Length) throw new DrawException($"抽取 {count} 家，名录库有 {Employers.Length} 家");
        Check(Employers.Select(e => e.Id), "对象");
        Check(Officers.Select(o => o.Id), "执法人员");
        if (Array.Find(Employers, e => e.Weight is < 1 or > MostWeight) is { } odd) throw new DrawException($"{odd.Id} 的权重 {odd.Weight} 不在 1 至 {MostWeight} 之间");
        if (Officers.Length < OfficersEach) throw new DrawException("执法人员名录库少于两人");
        Hash = HashOf();
    }

    public int Count { get; }

    /// <summary>In the ordinal order of the identifiers.</summary>
    public DrawEmployer[] Employers { get; }

    /// <inheritdoc cref="Employers"/>
    public DrawOfficer[] Officers { get; }

    public string Hash { get; }

    /// <summary>What is published when the pool is frozen, before the public number is known.</summary>
    public string Commitment(string secret) => Sha256($"{Format}\n{Hash}\n{secret}\n");

    /// <summary>From the opened commitment and the public number together: neither side alone chooses it.</summary>
    internal byte[] Seed(string secret, string publicNumber) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Format}\n{Hash}\n{secret}\n{publicNumber}\n"));

    internal static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private string HashOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new StringBuilder();
        Line($"{Format}\t{Count}\n");
        foreach (var e in Employers) Line($"employer\t{e.Id}\t{e.Weight}\n");
        foreach (var o in Officers) Line($"officer\t{o.Id}\t{string.Join(',', o.Recused.Order(StringComparer.Ordinal))}\n");
        Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Line(FormattableString line)
        {
            lines.Append(line.ToString(CultureInfo.InvariantCulture));
            if (lines.Length > 1 << 16) Flush();
        }

        void Flush()
        {
            hash.AppendData(Encoding.UTF8.GetBytes(lines.ToString()));
            lines.Clear();
        }
    }

    /// <summary>Sorted, so a double stands beside its twin.</summary>
    private static void Check(IEnumerable<string> ids, string what)
    {
        string? last = null;
        foreach (var id in ids)
        {
            if (string.IsNullOrWhiteSpace(id) || id.AsSpan().IndexOfAny("\t\n\r,") >= 0) throw new DrawException($"{what}标识“{id}”为空或者含有不允许的字符");
            if (id == last) throw new DrawException($"{what}标识“{id}”重复");
            last = id;
        }
    }
}
