using System.Security.Cryptography;
using System.Text;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Draws;

namespace Zhijian.Modules.Inspections.Draws;

/// <summary>A draw of the demonstration city, by the same rules as a real one: its record can be checked.</summary>
static class DrawDemonstration
{
    const int MostDrawn = 5;

    public static (RandomDraw Draw, IReadOnlyList<DrawMember> Members, IReadOnlyList<DrawPerson> Persons) Make(
        string place, string authority, IReadOnlyList<Employer> employers, IReadOnlyList<(Guid Id, string Name, string Certificate)> officers, InspectionBook book, DateOnly today)
    {
        var (frozen, count) = (today.AddDays(-10), Math.Min(MostDrawn, employers.Count));
        var secret = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"demonstration/{place}")));
        var weighed = employers.Select(e => (Employer: e, Code: e.CreditCode ?? e.Id.ToString("N"), Weight: book.Weights.Of([.. e.RiskClass is { } risk ? [("class", risk.ToString())] : Array.Empty<(string, string)>(), .. e.Credit is { } credit ? [("credit", credit.DrawValue())] : Array.Empty<(string, string)>()], frozen))).ToList();
        var pool = new DrawPool(count, weighed.Select(w => new DrawEmployer(w.Code, w.Weight.Weight, w.Weight.Why)), officers.Select(o => new DrawOfficer(o.Id.ToString("N"), o.Name, [])));
        var draw = new RandomDraw
        {
            Title = $"{today.Year} 年度双随机抽查（示例）", DivisionCode = place, Authority = authority, Filters = "本机关监管、正常经营的用人单位（示例）", ChecklistCode = "foundation", Count = count, Employers = employers.Count, Officers = officers.Count,
            TotalWeight = weighed.Sum(w => (long)w.Weight.Weight), PoolHash = pool.Hash, Commitment = pool.Commitment(secret), Secret = secret, FrozenOn = frozen, PublicSource = "示例号码，不是真实开奖号码", NumberOn = frozen.AddDays(1), FrozenBy = "演示",
            DueOn = today.AddDays(50), State = RandomDrawState.Drawn, PublicNumber = "01020304050607", DrawnOn = frozen.AddDays(1), DrawnBy = "演示",
        };
        var members = weighed.ConvertAll(w => new DrawMember { DrawId = draw.Id, EmployerId = w.Employer.Id, Code = w.Code, Name = w.Employer.Name, Weight = w.Weight.Weight, Why = w.Weight.Why });
        var persons = officers.Select(o => new DrawPerson { DrawId = draw.Id, UserId = o.Id, Name = o.Name, Certificate = o.Certificate, Recused = "" }).ToList();
        var byCode = members.ToDictionary(m => m.Code);
        foreach (var (drawn, at) in DrawFiles.Draw(draw, members, persons).Drawn.Select((d, at) => (d, at + 1)))
            (byCode[drawn.Id].Place, byCode[drawn.Id].FirstOfficer, byCode[drawn.Id].SecondOfficer) = (at, drawn.Officers[0], drawn.Officers[1]);
        return (draw, members, persons);
    }
}
