using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Zhijian.Platform.Access;

/// <summary>
/// Which passwords are good enough. Staff: 等保 (GB/T 22239-2019, identity): at least 10 characters of three kinds.
/// Public: OWASP ASVS 2.1: at least 12 characters, any kinds. Nobody: the own name, or one character over and over.
/// </summary>
public sealed class PasswordProfile : IPasswordValidator<User>
{
    public const int StaffLength = 10, PublicLength = 12, MostLength = 128;
    /// <summary>Staff do not return to one of the last so many passwords.</summary>
    public const int NotAgain = 5;

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(Problem(user, password ?? "") is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = problem })
            : IdentityResult.Success);

    public static string? Problem(User user, string password)
    {
        var staff = user.IsStaff;
        var length = staff ? StaffLength : PublicLength;
        if (password.Length < length) return $"密码至少 {length} 个字符。";
        if (password.Length > MostLength) return $"密码最多 {MostLength} 个字符。";
        if (password.Distinct().Count() < 5) return "密码重复的字符太多。";
        if (user.UserName is { Length: >= 3 } name && password.Contains(name, StringComparison.OrdinalIgnoreCase)) return "密码不能包含登录名。";
        if (Common.Any(word => password.Contains(word, StringComparison.OrdinalIgnoreCase))) return "密码含有常见的弱口令，请换一个。";
        if (staff && Kinds(password) < 3) return "密码须含大写字母、小写字母、数字、符号中的至少三种。";
        return null;
    }

    /// <summary>What every guessing list begins with.</summary>
    static readonly string[] Common =
        ["password", "passw0rd", "p@ssw", "qwerty", "asdfgh", "1qaz2wsx", "12345678", "87654321", "abc123", "admin", "iloveyou", "woaini", "zhijian", "888888", "666666"];

    static int Kinds(string password) => new[]
    {
        password.Any(char.IsAsciiLetterUpper), password.Any(char.IsAsciiLetterLower), password.Any(char.IsDigit),
        password.Any(c => !char.IsAsciiLetterOrDigit(c)),
    }.Count(k => k);

    /// <summary>16 characters without look-alikes, of three kinds (about 92 bits).</summary>
    public static string Random()
    {
        const string alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
        while (true)
        {
            var password = RandomNumberGenerator.GetString(alphabet, 16);
            if (Kinds(password) == 3) return password;
        }
    }
}
