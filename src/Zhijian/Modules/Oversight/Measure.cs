using System.Linq.Expressions;

namespace Zhijian.Modules.Oversight;

/// <summary>What is counted of every employer. The names are columns of <see cref="FigureStanding"/> and stand in indicators.</summary>
public enum Measure
{
    Employers, Workers, Exposed, Hazardous, Declared, DeclarationOverdue, Tested, TestOverdue, Results, ResultsOver,
    DangersOpen, DangersMajor, DangersOverdue, DangersFound, DangersClosed, Visits, Cases, Fines,
}

public static class Measures
{
    public static readonly IReadOnlyList<Measure> All = Enum.GetValues<Measure>();

    static readonly Func<FigureStanding, long>[] Getters = [.. All.Select(m => Get(m))];
    static readonly Action<FigureStanding, long>[] Setters = [.. All.Select(m => Put(m))];

    static Func<FigureStanding, long> Get(Measure measure)
    {
        var member = Expression.Parameter(typeof(FigureStanding));
        return Expression.Lambda<Func<FigureStanding, long>>(Expression.Property(member, measure.ToString()), member).Compile();
    }

    static Action<FigureStanding, long> Put(Measure measure)
    {
        var (member, amount) = (Expression.Parameter(typeof(FigureStanding)), Expression.Parameter(typeof(long)));
        return Expression.Lambda<Action<FigureStanding, long>>(Expression.Assign(Expression.Property(member, measure.ToString()), amount), member, amount).Compile();
    }

    public static long Of(this FigureStanding member, Measure measure) => Getters[(int)measure](member);

    internal static void Set(this FigureStanding member, Measure measure, long amount) => Setters[(int)measure](member, amount);

    public static string Text(this Measure measure) => measure switch
    {
        Measure.Employers => "用人单位", Measure.Workers => "劳动者", Measure.Exposed => "接害人数", Measure.Hazardous => "存在职业病危害的单位", Measure.Declared => "已申报单位",
        Measure.DeclarationOverdue => "申报逾期单位", Measure.Tested => "近一年已检测单位", Measure.TestOverdue => "检测评价逾期单位", Measure.Results => "本年检测结果", Measure.ResultsOver => "本年超标结果",
        Measure.DangersOpen => "未销号隐患", Measure.DangersMajor => "未销号重大隐患", Measure.DangersOverdue => "逾期隐患", Measure.DangersFound => "本月发现隐患", Measure.DangersClosed => "本月销号隐患",
        Measure.Visits => "本年检查", Measure.Cases => "本年立案", Measure.Fines => "本年罚款", _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    public static string Unit(this Measure measure) => measure switch
    {
        Measure.Workers or Measure.Exposed => "人", Measure.Results or Measure.ResultsOver => "项", Measure.DangersOpen or Measure.DangersMajor or Measure.DangersOverdue or Measure.DangersFound or Measure.DangersClosed => "处",
        Measure.Visits => "次", Measure.Cases => "件", Measure.Fines => "元", _ => "家",
    };
}
