using Zhijian.Platform.Access;

namespace Zhijian.Platform.Hosting.Commands;

/// <summary>The demonstration sign-ins as a table in the terminal, where a Chinese character is two columns wide.</summary>
static class SignInTable
{
    public static void Write(TextWriter output, IReadOnlyList<DemonstrationSignIn> signIns)
    {
        string[][] rows = [["登录名 Login", "密码 Password", "角色 Role", "范围 Scope"], .. signIns.Select(s => (string[])[s.UserName, s.Password, s.RoleName, s.Scope])];
        var widths = Enumerable.Range(0, 4).Select(c => rows.Max(r => Width(r[c]))).ToArray();
        for (var r = 0; r < rows.Length; r++)
        {
            output.WriteLine("  " + string.Join("  ", rows[r].Select((cell, c) => cell + new string(' ', widths[c] - Width(cell)))).TrimEnd());
            if (r == 0) output.WriteLine("  " + string.Join("  ", widths.Select(w => new string('─', w))));
        }
        output.WriteLine();
    }

    internal static int Width(string text) => text.Sum(c => c is >= '\u1100' and (<= '\u115f' or >= '\u2e80' and <= '\ua4cf' or >= '\uac00' and <= '\ud7a3' or >= '\uf900' and <= '\ufaff' or >= '\ufe30' and <= '\ufe6f' or >= '\uff00' and <= '\uff60' or >= '\uffe0' and <= '\uffe6') ? 2 : 1);
}
