using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zhijian.Rules.Draws;

/// <summary>
/// What is published of a draw: with it anybody can draw again. See <see cref="DrawPool"/> for the canonical text and
/// <see cref="VerifiableDraw"/> for the numbers.
/// </summary>
/// <param name="Filters">How the pool was chosen, in words.</param>
/// <param name="Commitment">Published on <paramref name="FrozenOn"/>, before the public number was known.</param>
/// <param name="PublicNumber">Such as the winning numbers of a lottery on <paramref name="DrawnOn"/>; digits only.</param>
/// <param name="PublicSource">Where everybody can look it up.</param>
/// <param name="RedrawOf">Hash of the pool of the draw that this one replaces.</param>
public sealed record DrawFile(
    string Format, string Title, string Authority, string Filters, DateOnly FrozenOn, DateOnly DrawnOn, int Count, IReadOnlyList<DrawEmployer> Employers, IReadOnlyList<DrawOfficer> Officers,
    string PoolHash, string Commitment, string Secret, string PublicNumber, string PublicSource, IReadOnlyList<Drawn> Drawn, string? RedrawOf = null, string? RedrawReason = null)
{
    public const int LeastSecret = 32;
    private const int MostNamed = 20;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, RespectRequiredConstructorParameters = true };

    /// <summary>Draws, and writes down what everybody needs to do it again.</summary>
    /// <exception cref="DrawException">The pool, the secret or the number is no good.</exception>
    public static DrawFile Make(string title, string authority, string filters, DrawPool pool, DateOnly frozenOn, DateOnly drawnOn, string secret, string publicNumber, string publicSource, string? redrawOf = null, string? redrawReason = null)
    {
        if (redrawOf is not null && string.IsNullOrWhiteSpace(redrawReason)) throw new DrawException("重新抽取须写明理由");
        var file = new DrawFile(DrawPool.Format, title, authority, filters, frozenOn, drawnOn, pool.Count, pool.Employers, pool.Officers, pool.Hash, pool.Commitment(secret), secret, publicNumber, publicSource, [], redrawOf, redrawReason);
        return file.Outer().FirstOrDefault() is { } wrong ? throw new DrawException(wrong) : file with { Drawn = VerifiableDraw.Draw(pool, secret, publicNumber) };
    }

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Json);

    /// <exception cref="DrawException">It is no such file.</exception>
    public static DrawFile Read(Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize<DrawFile>(stream, Json) is { Employers: not null, Officers: not null, Drawn: not null, Secret: not null, PublicNumber: not null } file ? file : throw new DrawException("文件不是抽取记录");
        }
        catch (JsonException e)
        {
            throw new DrawException($"文件不是抽取记录：{e.Message}");
        }
    }

    /// <summary>What does not hold, in Chinese; empty: the draw is right.</summary>
    public IReadOnlyList<string> Verify()
    {
        var wrong = Outer().ToList();
        try
        {
            var pool = new DrawPool(Count, Employers, Officers);
            if (pool.Hash != PoolHash) wrong.Add($"名录库的哈希应为 {pool.Hash}，文件中是 {PoolHash}");
            if (pool.Commitment(Secret) != Commitment) wrong.Add($"承诺值应为 {pool.Commitment(Secret)}，文件中是 {Commitment}");
            wrong.AddRange(Differences(VerifiableDraw.Draw(pool, Secret, PublicNumber)).Take(MostNamed));
        }
        catch (DrawException e)
        {
            wrong.Add(e.Message);
        }
        return wrong;
    }

    private IEnumerable<string> Outer()
    {
        if (Format != DrawPool.Format) yield return $"格式是“{Format}”，应为“{DrawPool.Format}”";
        if (FrozenOn >= DrawnOn) yield return $"名录库冻结日期 {FrozenOn:yyyy-MM-dd} 应早于公开号码日期 {DrawnOn:yyyy-MM-dd}";
        if (Secret.Length < LeastSecret || !Secret.All(char.IsAsciiHexDigitLower)) yield return $"秘密值应为至少 {LeastSecret} 位小写十六进制数";
        if (PublicNumber.Length == 0 || !PublicNumber.All(char.IsAsciiDigit)) yield return "公开号码只能是数字";
        if (string.IsNullOrWhiteSpace(PublicSource)) yield return "没有写明公开号码的出处";
        if (RedrawOf is not null && string.IsNullOrWhiteSpace(RedrawReason)) yield return "重新抽取没有写明理由";
    }

    private IEnumerable<string> Differences(IReadOnlyList<Drawn> again)
    {
        if (again.Count != Drawn.Count) yield return $"应抽出 {again.Count} 家，文件中有 {Drawn.Count} 家";
        foreach (var (n, right, stated) in again.Zip(Drawn).Select((pair, i) => (i + 1, pair.First, pair.Second)))
        {
            if (right.Id != stated.Id) yield return $"第 {n} 家应为 {right.Id}，文件中是 {stated.Id}";
            else if (!right.Officers.SequenceEqual(stated.Officers ?? [])) yield return $"第 {n} 家（{right.Id}）的执法人员应为 {string.Join("、", right.Officers)}，文件中是 {string.Join("、", stated.Officers ?? [])}";
        }
    }
}
