using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Zhijian.Rules.Draws;
using Zhijian.Rules.Tests.Cases;

namespace Zhijian.Rules.Tests.Draws;

public sealed class DrawTests
{
    const string Secret = "00112233445566778899aabbccddeeff", Number = "0412182733";
    static readonly DateOnly Frozen = new(2026, 6, 1), On = new(2026, 6, 2);
    static readonly DrawEmployer[] Employers = [.. Enumerable.Range(0, 40).Select(i => new DrawEmployer($"E{i:00}", 50 + i % 4 * 50))];
    static readonly DrawOfficer[] Officers = [new("O3", "丙", []), new("O1", "甲", ["E07", "E01"]), new("O2", "乙", []), new("O4", "丁", ["E07"])];

    static DrawFile File(int count = 10) => DrawFile.Make("2026年度随机抽查", "示范市", "全部用人单位", new(count, Employers, Officers), Frozen, On, Secret, Number, "福彩双色球第2026063期");

    [Fact]
    public void The_same_pool_in_any_order_draws_the_same_and_the_file_proves_it()
    {
        var file = File();
        Assert.Empty(file.Verify());
        var shuffled = DrawFile.Make(file.Title, file.Authority, file.Filters, new(10, Employers.Reverse(), Officers.Reverse()), Frozen, On, Secret, Number, file.PublicSource);
        Assert.Equal(file.Drawn.Select(d => d.Id), shuffled.Drawn.Select(d => d.Id));
        Assert.Equal(10, file.Drawn.Select(d => d.Id).Distinct().Count());
        using var kept = new MemoryStream();
        file.Write(kept);
        kept.Position = 0;
        Assert.Empty(DrawFile.Read(kept).Verify());
    }

    /// <summary>The published algorithm, done again in the plainest way: a list and a running sum.</summary>
    [Fact]
    public void It_is_what_the_published_algorithm_says()
    {
        var file = File(40);
        var text = new StringBuilder("zhijian-draw/1\t40\n");
        var pool = Employers.OrderBy(e => e.Id, StringComparer.Ordinal).ToList();
        var officers = Officers.OrderBy(o => o.Id, StringComparer.Ordinal).ToList();
        foreach (var e in pool) text.Append(CultureInfo.InvariantCulture, $"employer\t{e.Id}\t{e.Weight}\n");
        foreach (var o in officers) text.Append(CultureInfo.InvariantCulture, $"officer\t{o.Id}\t{string.Join(',', o.Recused.Order(StringComparer.Ordinal))}\n");
        static byte[] Hash(string t) => SHA256.HashData(Encoding.UTF8.GetBytes(t));
        var poolHash = Convert.ToHexStringLower(Hash(text.ToString()));
        Assert.Equal(poolHash, file.PoolHash);
        Assert.Equal(Convert.ToHexStringLower(Hash($"zhijian-draw/1\n{poolHash}\n{Secret}\n")), file.Commitment);
        var seed = Hash($"zhijian-draw/1\n{poolHash}\n{Secret}\n{Number}\n");
        int Lot(string of, int below) => (int)(new BigInteger(SHA256.HashData([.. seed, .. Encoding.ASCII.GetBytes(of)]), true, true) % below);
        for (var i = 0; i < 40; i++)
        {
            var (at, lot) = (0, Lot($"employer/{i}", pool.Sum(e => e.Weight)));
            while (lot >= pool[at].Weight) lot -= pool[at++].Weight;
            Assert.Equal(pool[at].Id, file.Drawn[i].Id);
            var free = officers.Where(o => !o.Recused.Contains(pool[at].Id)).Select(o => o.Id).ToList();
            var first = Lot($"officer/{2 * i}", free.Count);
            var rest = free.Where((_, n) => n != first).ToList();
            Assert.Equal([free[first], rest[Lot($"officer/{2 * i + 1}", rest.Count)]], file.Drawn[i].Officers);
            pool.RemoveAt(at);
        }
    }

    [Fact]
    public void Officers_are_two_and_none_of_them_recused()
    {
        var drawn = File(40).Drawn;
        Assert.All(drawn, d => Assert.True(d.Officers.Count == 2 && d.Officers[0] != d.Officers[1]));
        Assert.All(drawn, d => Assert.DoesNotContain(Officers, o => d.Officers.Contains(o.Id) && o.Recused.Contains(d.Id)));
        Assert.Equal(["O2", "O3"], drawn.Single(d => d.Id == "E07").Officers.Order());
        Assert.Equal("E07：回避后可派的执法人员不足两名", Assert.Throws<DrawException>(() => VerifiableDraw.Draw(new(40, Employers, Officers.Where(o => o.Id != "O3")), Secret, Number)).Message);
    }

    public static TheoryData<string, Func<DrawFile, DrawFile>> Forged() => new()
    {
        { "第 1 家应为", f => f with { Drawn = [.. f.Drawn.Skip(1).Prepend(f.Drawn[^1])] } },
        { "应抽出 10 家，文件中有 9 家", f => f with { Drawn = [.. f.Drawn.SkipLast(1)] } },
        { "的执法人员应为", f => f with { Drawn = [f.Drawn[0] with { Officers = [.. f.Drawn[0].Officers.Reverse()] }, .. f.Drawn.Skip(1)] } },
        { "名录库的哈希应为", f => f with { Employers = [.. f.Employers.Select(e => e.Id == "E05" ? e with { Weight = 1 } : e)] } },
        { "名录库的哈希应为", f => f with { Employers = [.. f.Employers.Skip(1)] } },
        { "承诺值应为", f => f with { Secret = Secret.Replace('0', '1') } },
        { "第 1 家应为", f => f with { PublicNumber = "0412182734" } },
        { "应早于公开号码日期", f => f with { FrozenOn = On } },
        { "公开号码只能是数字", f => f with { PublicNumber = "04 12" } },
        { "秘密值应为", f => f with { Secret = "ab" } },
        { "标识“E05”重复", f => f with { Employers = [.. f.Employers, new("E05", 1)] } },
        { "重新抽取没有写明理由", f => f with { RedrawOf = "x" } },
        { "格式是“x”", f => f with { Format = "x" } },
        { "没有写明公开号码的出处", f => f with { PublicSource = " " } },
    };

    [Theory, MemberData(nameof(Forged))]
    public void A_changed_file_is_found(string part, Func<DrawFile, DrawFile> forge) => Assert.Contains(forge(File()).Verify(), w => w.Contains(part, StringComparison.Ordinal));

    [Theory]
    [InlineData("{}"), InlineData("null"), InlineData("[1]"), InlineData("nonsense"), InlineData("""{"format":"zhijian-draw/1"}""")]
    public void What_is_no_draw_is_told(string text) => Assert.StartsWith("文件不是抽取记录", Assert.Throws<DrawException>(() => DrawFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Bad_pools_are_refused()
    {
        Assert.Throws<DrawException>(() => new DrawPool(0, Employers, Officers));
        Assert.Throws<DrawException>(() => new DrawPool(41, Employers, Officers));
        Assert.Throws<DrawException>(() => new DrawPool(1, [new("a\tb", 1)], Officers));
        Assert.Throws<DrawException>(() => new DrawPool(1, [new("a", 0)], Officers));
        Assert.Throws<DrawException>(() => new DrawPool(1, Employers, Officers[..1]));
        Assert.Throws<DrawException>(() => DrawFile.Make("t", "a", "f", new(1, Employers, Officers), Frozen, On, Secret, Number, "s", "hash", " "));
    }

    /// <summary>Weights are lots: over many numbers each weight is drawn first as often as its share, within four standard errors.</summary>
    [Fact]
    public void Heavier_employers_are_drawn_more_often()
    {
        var pool = new DrawPool(1, Employers, Officers);
        const int Times = 20_000;
        var first = Enumerable.Range(0, Times).Select(i => VerifiableDraw.Draw(pool, Secret, i.ToString(CultureInfo.InvariantCulture))[0].Id).CountBy(id => Employers.Single(e => e.Id == id).Weight).ToDictionary();
        var total = (double)Employers.Sum(e => e.Weight);
        foreach (var group in Employers.GroupBy(e => e.Weight))
        {
            var share = group.Sum(e => e.Weight) / total;
            Assert.InRange(first[group.Key], Times * share - 4 * Math.Sqrt(Times * share * (1 - share)), Times * share + 4 * Math.Sqrt(Times * share * (1 - share)));
        }
    }

    [Fact]
    public void Weights_come_from_risk_and_credit_with_their_working()
    {
        var weights = new DrawWeights(ReferenceData.Rows("draw-weights.csv").Select(r => new DrawWeightRow(r["axis"], r["value"], r["title"], int.Parse(r["percent"], CultureInfo.InvariantCulture), CaseData.Day(r["valid_from"]), null, r["source"], r["confidence"])));
        Assert.Equal((900, "风险甲类×300%，失信名单×300%"), weights.Of([("risk", "甲"), ("credit", "listed")], On));
        Assert.Equal((25, "风险丁类×50%，守信名单×50%"), weights.Of([("risk", "丁"), ("credit", "good-faith")], On));
        Assert.Equal((100, "基准"), weights.Of([("risk", "?")], On));
    }
}
