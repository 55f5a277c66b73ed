using System.Text.Json;

namespace Zhijian.Simulators;

/// <summary>
/// The receiving side of 双公示: reads the penalties that are shared and gives back, as the credit platform does within five working days
/// (《河南省社会信用条例》第十七条), those it cannot use.
/// </summary>
public static class CreditPlatform
{
    /// <summary>Records for <see cref="Sender"/> under credit-returns.</summary>
    /// <param name="changes">The answer of …/resources/penalties/changes.</param>
    public static IReadOnlyList<Dictionary<string, string>> Check(JsonElement changes, DateOnly today) =>
    [
        .. from item in changes.GetProperty("items").EnumerateArray()
           where !item.GetProperty("deleted").GetBoolean()
           let data = item.GetProperty("data")
           let problem = Problem(data)
           where problem is not null
           select new Dictionary<string, string>
           {
               ["决定书文号"] = Text(data, "decision"), ["统一社会信用代码"] = Text(data, "creditCode"), ["行政相对人名称"] = Text(data, "party"), ["数据类别"] = "xzcf",
               ["问题字段"] = problem.Value.Field, ["退回原因"] = problem.Value.Why, ["退回日期"] = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
           },
    ];

    static (string Field, string Why)? Problem(JsonElement data)
    {
        foreach (var (key, title) in new[] { ("decision", "行政处罚决定书文号"), ("creditCode", "统一社会信用代码"), ("decidedOn", "处罚决定日期"), ("facts", "违法事实") })
            if (Text(data, key).Length == 0) return (title, $"{title}不能为空");
        return null;
    }

    static string Text(JsonElement data, string key) => data.TryGetProperty(key, out var value) ? value.ToString() : "";
}
