using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FloorPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "floor_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    workplace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    uploaded_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    placed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    placed_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_floor_plans_workplace_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rejudgements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    report_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    result_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    factor_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    index = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    before = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    verdict = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    limit = table.Column<decimal>(type: "TEXT", nullable: true),
                    limit_unit = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    edition = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    working = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    ground = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rejudgements", x => x.id);
                    table.ForeignKey(
                        name: "fk_rejudgements_monitoring_report_report_id",
                        column: x => x.report_id,
                        principalTable: "monitoring_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_rejudgements_monitoring_result_result_id",
                        column: x => x.result_id,
                        principalTable: "monitoring_results",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "floor_plan_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    plan_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    point_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    x = table.Column<decimal>(type: "TEXT", precision: 5, scale: 2, nullable: false),
                    y = table.Column<decimal>(type: "TEXT", precision: 5, scale: 2, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_plan_marks", x => x.id);
                    table.ForeignKey(
                        name: "fk_floor_plan_marks_floor_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "floor_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_floor_plan_marks_sampling_point_point_id",
                        column: x => x.point_id,
                        principalTable: "sampling_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_floor_plan_marks_employer_id",
                table: "floor_plan_marks",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_floor_plan_marks_plan_id_point_id",
                table: "floor_plan_marks",
                columns: new[] { "plan_id", "point_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_floor_plan_marks_point_id",
                table: "floor_plan_marks",
                column: "point_id");

            migrationBuilder.CreateIndex(
                name: "ix_floor_plan_marks_scope_path",
                table: "floor_plan_marks",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_floor_plans_employer_id",
                table: "floor_plans",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_floor_plans_hash",
                table: "floor_plans",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_floor_plans_scope_path",
                table: "floor_plans",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_floor_plans_workplace_id_name_revision",
                table: "floor_plans",
                columns: new[] { "workplace_id", "name", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rejudgements_employer_id",
                table: "rejudgements",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_rejudgements_report_id",
                table: "rejudgements",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_rejudgements_result_id_at",
                table: "rejudgements",
                columns: new[] { "result_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_rejudgements_scope_path",
                table: "rejudgements",
                column: "scope_path");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "floor_plan_marks");

            migrationBuilder.DropTable(
                name: "rejudgements");

            migrationBuilder.DropTable(
                name: "floor_plans");
        }
    }
}
