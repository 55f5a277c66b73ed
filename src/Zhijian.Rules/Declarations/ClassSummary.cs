namespace Zhijian.Rules.Declarations;

/// <summary>有无 and 接触人数（可重复） of a class: its rows added up, so a person counts once for each factor.</summary>
public sealed record ClassLine(HazardClass Class, bool Present, int Persons);

/// <summary>
/// The sums of a form, worked out from its rows and never asked for: 各类危害因素有无及接触人数, 合计.
/// </summary>
public sealed record FormSums(IReadOnlyList<ClassLine> Classes, int Rows, int Persons, int Distinct)
{
    /// <summary>Adds up; a factor whose class is unknown (null) counts in no class, which the check reports.</summary>
    public static FormSums Of(DeclarationForm form, Func<string, HazardClass?> classOf)
    {
        var persons = new long[Enum.GetValues<HazardClass>().Length];
        var present = new bool[persons.Length];
        long total = 0, distinct = 0;
        var rows = 0;
        foreach (var workshop in form.Workshops)
        {
            distinct += workshop.Distinct ?? 0;
            foreach (var hazard in workshop.Hazards)
            {
                rows++;
                total += hazard.Persons ?? 0;
                if (hazard.FactorCode is null || classOf(hazard.FactorCode) is not { } found) continue;
                present[(int)found] = true;
                persons[(int)found] += hazard.Persons ?? 0;
            }
        }
        return new([.. Enum.GetValues<HazardClass>().Select(c => new ClassLine(c, present[(int)c], Cut(persons[(int)c])))], rows, Cut(total), Cut(distinct));
    }

    /// <summary>The five lines of the form of 2012: biological agents stand among the others.</summary>
    public IReadOnlyList<ClassLine> AsOf2012()
    {
        var other = Classes.Where(c => c.Class is HazardClass.Biological or HazardClass.Other).ToList();
        return [.. Classes.Where(c => c.Class < HazardClass.Biological), new(HazardClass.Other, other.Any(c => c.Present), other.Sum(c => c.Persons))];
    }

    static int Cut(long value) => (int)Math.Clamp(value, 0, int.MaxValue / 2);
}
