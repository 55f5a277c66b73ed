using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    file_name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    uploaded_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    placed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    placed_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    result_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    factor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    index = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    before = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    verdict = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    limit = table.Column<decimal>(type: "numeric", nullable: true),
                    limit_unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    working = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    ground = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    point_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    x = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    y = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
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
